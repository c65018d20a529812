package dev.ramal.billing.plans;

import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Days of a month in which an organization has one plan.
 *
 * @param from first day, São Paulo
 * @param until first day after
 * @param plan what of it these days cost and include; null for consumption alone
 */
public record PlanPeriod(LocalDate from, LocalDate until, Plan plan) {

  /** Its first instant: midnight, or what stands for it on a day that has none. */
  public Instant begin() {
    return from.atStartOfDay(BillingMonth.ZONE).toInstant();
  }
}
