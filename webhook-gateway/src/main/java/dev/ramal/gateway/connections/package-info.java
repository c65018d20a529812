/** Whose callbacks we take, with keys ready for use. */
package dev.ramal.gateway.connections;
