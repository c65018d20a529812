/** Keycloak from its distribution, the realm that it imports, and tokens out of it. */
package dev.ramal.servers.keycloak;
