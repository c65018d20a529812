/** Asks the carrier about messages without news or price, and brings silence to an end. */
package dev.ramal.messaging.janitor;
