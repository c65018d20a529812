/** How much may be spent in a month, what is told on the way, and what then stops. */
package dev.ramal.billing.budgets;
