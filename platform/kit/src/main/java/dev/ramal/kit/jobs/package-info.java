/**
 * One engine for durable outbound work: stored in the transaction that decided it, claimed fairly,
 * sent once, asked about before it is repeated, recorded together with what follows from it.
 */
package dev.ramal.kit.jobs;
