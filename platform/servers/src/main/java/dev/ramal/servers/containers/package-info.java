/** The same servers where a container engine answers; the one room that knows Testcontainers. */
package dev.ramal.servers.containers;
