/** Postgres from packaged binaries; databases and roles of the services. */
package dev.ramal.servers.postgres;
