/** Recordings, their media and their callbacks. */
package dev.ramal.simulators.twilio.recordings;
