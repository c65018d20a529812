/**
 * Closes months: an invoice is a draft until the days of grace are over, then it is issued and
 * never changed; what it charges wrongly is corrected by notes.
 */
package dev.ramal.billing.invoicing;
