/** Whether all that is kept of a month still says what its ledger says. */
package dev.ramal.billing.integrity;
