/** A month as a file: the same bytes every time, columns that add up to the statement. */
package dev.ramal.billing.exports;
