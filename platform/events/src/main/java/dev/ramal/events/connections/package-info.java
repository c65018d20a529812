/** Carrier accounts of organizations. */
package dev.ramal.events.connections;
