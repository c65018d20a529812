/** The envelope of events, signed at every attempt. */
package dev.ramal.simulators.telnyx.webhooks;
