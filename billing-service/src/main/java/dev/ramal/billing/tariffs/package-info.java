/** Versions of rules, exchange rates and volume discounts: stored, published, seeded. */
package dev.ramal.billing.tariffs;
