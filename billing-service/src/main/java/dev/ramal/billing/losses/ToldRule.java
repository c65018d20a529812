package dev.ramal.billing.losses;

import java.util.UUID;

/**
 * A rule that sold at a loss on a day, as people are told of it.
 *
 * @param toldAs what it sells, pt-BR
 * @param usageId the first of the day
 * @param rules how many of its organization did so on that day
 */
record ToldRule(SellingRule rule, String toldAs, UUID usageId, long rules) {}
