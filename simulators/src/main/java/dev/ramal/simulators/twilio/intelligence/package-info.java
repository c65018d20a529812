/** Conversational Intelligence: Services and what they write down of recordings. */
package dev.ramal.simulators.twilio.intelligence;
