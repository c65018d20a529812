/** Finished calls becoming ledger lines. */
package dev.ramal.bench.billing;
