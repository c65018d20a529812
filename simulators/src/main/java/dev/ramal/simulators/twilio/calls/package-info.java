/** One leg from queued to ended, its callbacks, and machine detection. */
package dev.ramal.simulators.twilio.calls;
