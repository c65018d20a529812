/** Telephone numbers: searched, ordered, set up, released, looked up. */
package dev.ramal.simulators.telnyx.numbers;
