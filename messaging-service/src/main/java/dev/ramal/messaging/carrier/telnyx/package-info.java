/** Messages through Telnyx. */
package dev.ramal.messaging.carrier.telnyx;
