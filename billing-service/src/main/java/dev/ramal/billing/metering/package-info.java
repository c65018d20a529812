/** From facts to ledger entries: one usage record for each thing that is charged. */
package dev.ramal.billing.metering;
