/** From a click to a leg at the carrier: the request, and the worker that sends stored intents. */
package dev.ramal.calls.dialing;
