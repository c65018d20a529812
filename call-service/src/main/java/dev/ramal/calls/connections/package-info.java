/** Carrier accounts of organizations: secrets sealed, rotated, published to the other services. */
package dev.ramal.calls.connections;
