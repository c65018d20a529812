/** A month as postings to accounts, in double entry. */
package dev.ramal.billing.journal;
