/** Telephone numbers: searched, bought, set up, released, looked up. */
package dev.ramal.simulators.twilio.numbers;
