/**
 * Months whose usage a corrected tariff rates again: looked at first, then posted as differences.
 */
package dev.ramal.billing.rerating;
