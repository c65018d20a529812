/** Compares a carrier's detail file with what was metered, and says what to ask the carrier. */
package dev.ramal.billing.reconciliation;
