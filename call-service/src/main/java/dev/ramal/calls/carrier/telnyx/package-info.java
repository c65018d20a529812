/** Telnyx behind the ports. */
package dev.ramal.calls.carrier.telnyx;
