/** Kafka, Postgres and Keycloak together, as processes of this machine or in containers. */
package dev.ramal.servers;
