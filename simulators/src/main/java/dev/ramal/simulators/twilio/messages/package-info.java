/** SMS and WhatsApp, both directions. */
package dev.ramal.simulators.twilio.messages;
