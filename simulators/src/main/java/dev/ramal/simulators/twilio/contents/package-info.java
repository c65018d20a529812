/** Texts that Twilio keeps for an account, and that messages name. */
package dev.ramal.simulators.twilio.contents;
