/** What usage costs, as the ledger says it. */
package dev.ramal.events.billing;
