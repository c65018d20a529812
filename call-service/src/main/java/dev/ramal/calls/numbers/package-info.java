/** The telephone numbers of an organization: searched, bought, assigned, shown, released. */
package dev.ramal.calls.numbers;
