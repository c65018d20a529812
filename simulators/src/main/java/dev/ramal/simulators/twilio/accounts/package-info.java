/** Accounts, their numbers, and who is asking. */
package dev.ramal.simulators.twilio.accounts;
