/** Requests to the application, as patient as the fragment of their URL asks. */
package dev.ramal.simulators.twilio.webhooks;
