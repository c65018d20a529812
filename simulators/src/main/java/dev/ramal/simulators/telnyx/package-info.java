/** Telnyx: Call Control, conferences, recordings, messages and their events. */
package dev.ramal.simulators.telnyx;
