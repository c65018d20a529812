/** The way to the broker, one producer for each carrier. */
package dev.ramal.gateway.publishing;
