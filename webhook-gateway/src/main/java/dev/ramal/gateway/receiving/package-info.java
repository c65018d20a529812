/** The way that every request of a carrier takes, and what becomes of status callbacks. */
package dev.ramal.gateway.receiving;
