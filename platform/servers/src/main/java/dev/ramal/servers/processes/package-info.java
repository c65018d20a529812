/** What every server is made of: child processes, ports, and folders of the checkout. */
package dev.ramal.servers.processes;
