/** All that the gateway knows of Twilio. */
package dev.ramal.gateway.carriers.twilio;
