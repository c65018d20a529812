/** Accounts that are made below a connected one, at its carrier, and connected at once. */
package dev.ramal.calls.subaccounts;
