/** What every server is made of: child processes, ports, folders of the checkout, and waiting. */
package dev.ramal.servers.processes;
