/** Accounts by connection, and who is asking. */
package dev.ramal.simulators.telnyx.accounts;
