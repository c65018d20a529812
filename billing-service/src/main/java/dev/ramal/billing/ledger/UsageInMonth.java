package dev.ramal.billing.ledger;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the month around a usage makes of it.
 *
 * @param underPlan null when the organization paid by consumption alone at that time
 * @param discount null when the carrier takes nothing off such usage
 */
public record UsageInMonth(UsageUnderPlan underPlan, CarrierDiscount discount) {
  public static final UsageInMonth NOTHING = new UsageInMonth(null, null);

  List<String> steps() {
    return Stream.of(
            discount == null ? null : discount.step(), underPlan == null ? null : underPlan.step())
        .filter(Objects::nonNull)
        .toList();
  }
}
