/**
 * How a document becomes a tariff: it is drafted, proposed by one person and published by another,
 * and each step is written down.
 */
package dev.ramal.billing.publication;
