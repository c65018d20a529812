/** The hash chain of each organization's ledger: sealed in sets, verified by recomputing. */
package dev.ramal.billing.ledger.chain;
