/** The append-only ledger, how usage is read from it, and why a usage costs what it costs. */
package dev.ramal.billing.ledger;
