/** What was used and what is left. */
package dev.ramal.simulators.twilio.usage;
