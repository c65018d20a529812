/** Connections to Postgres on which nothing waits for ever. */
package dev.ramal.kit.database;
