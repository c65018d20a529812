/** What a call is told to do, verb after verb. */
package dev.ramal.simulators.twilio.twiml;
