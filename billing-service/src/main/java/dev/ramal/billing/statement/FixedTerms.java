package dev.ramal.billing.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * By which versions a month was drawn up, as documents keep it.
 *
 * @param plans in order, from the first day of the month on
 * @param discount version of the carrier's volume discount; null for none
 * @param conditions null when nothing was agreed
 */
public record FixedTerms(List<FixedPlan> plans, String discount, UUID conditions) {
  public FixedTerms {
    plans = List.copyOf(plans);
  }

  /**
   * A plan from a day on.
   *
   * @param plan id of its version; null for consumption alone
   */
  public record FixedPlan(LocalDate from, UUID plan) {}
}
