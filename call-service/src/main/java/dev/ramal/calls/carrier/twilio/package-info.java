/** Twilio behind the ports. */
package dev.ramal.calls.carrier.twilio;
