/**
 * What was used, what it costs and what an organization owes for it. What several features need of
 * each other lies here: the problem table, who sees costs.
 */
package dev.ramal.billing;
