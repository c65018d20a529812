/**
 * What finance asks of a month of a million lines: reconciliation, what-if, savings, margin,
 * export.
 */
package dev.ramal.bench.finance;
