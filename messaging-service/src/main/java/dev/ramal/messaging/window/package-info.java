/** WhatsApp's service window of 24 hours. */
package dev.ramal.messaging.window;
