/** Recordings and the links that expire. */
package dev.ramal.simulators.telnyx.recordings;
