package dev.ramal.crm.timeline;

import dev.ramal.events.CallCostState;
import dev.ramal.events.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a call or a message costs, as billing knows it now.
 *
 * @param state null for a word that this version does not know
 * @param price what the organization pays by its tariff, before a plan's allowance
 * @param cost what carriers charge, or are expected to; null for who may not see it
 * @param openLines usages that the sums lack, for want of a tariff or an exchange rate
 */
@Schema(name = "CrmTimelineCost")
record TimelineCost(
    @Schema(nullable = true) CallCostState state,
    Money price,
    @Schema(nullable = true) Money cost,
    int openLines)
    implements ItemDetail {

  TimelineCost withoutCost() {
    return new TimelineCost(state, price, null, openLines);
  }
}
