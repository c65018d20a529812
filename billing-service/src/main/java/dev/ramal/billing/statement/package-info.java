/** What a month comes to under plan and volume discount: the summary, later the invoice. */
package dev.ramal.billing.statement;
