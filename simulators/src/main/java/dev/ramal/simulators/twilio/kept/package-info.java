/** Documents that are taken, shown, changed and deleted, and nothing else. */
package dev.ramal.simulators.twilio.kept;
