/**
 * What billing holds back: spent budgets and blocked prefixes, as every service keeps and judges
 * them that dials or sends through a carrier.
 */
package dev.ramal.carriers.spending;
