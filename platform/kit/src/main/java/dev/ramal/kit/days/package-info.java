/** Sums of past days, kept in a table beside the rows that they come from. */
package dev.ramal.kit.days;
