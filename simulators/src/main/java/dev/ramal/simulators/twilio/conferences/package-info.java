/** Conferences and who is in them. */
package dev.ramal.simulators.twilio.conferences;
