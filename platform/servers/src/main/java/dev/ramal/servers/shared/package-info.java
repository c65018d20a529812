/** The process that holds the servers of one build, and how tests find it. */
package dev.ramal.servers.shared;
