/** Genuine callbacks that were not understood. */
package dev.ramal.events.quarantine;
