/** Twilio: what its REST API and its callbacks do. */
package dev.ramal.simulators.twilio;
