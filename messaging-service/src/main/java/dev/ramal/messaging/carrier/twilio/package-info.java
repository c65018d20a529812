/** Messages through Twilio. */
package dev.ramal.messaging.carrier.twilio;
