/**
 * What an organization and the operator have agreed beside tariffs and plan: discounts, a minimum,
 * taxes, the days of grace, and whom invoices are made out to.
 */
package dev.ramal.billing.conditions;
