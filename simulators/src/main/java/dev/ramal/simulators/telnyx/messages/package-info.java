/** SMS and WhatsApp, both directions. */
package dev.ramal.simulators.telnyx.messages;
