package dev.ramal.billing;

import dev.ramal.billing.rating.BillingMonth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Reads the months that callers write. One that lies outside every tariff and plan is a slip of the
 * pen: it is refused instead of being answered with zeros.
 */
@ApplicationScoped
public class MonthRange {
  private final Clock clock;
  private final MonthConfig config;

  MonthRange(Clock clock, MonthConfig config) {
    this.clock = clock;
    this.config = config;
  }

  /**
   * @param field the name of what was written
   * @throws dev.ramal.kit.problem.ProblemException 400 when it is no month, or out of range
   */
  public BillingMonth requested(String text, String field) {
    BillingMonth month = BillingProblems.month(text, field);
    BillingMonth first = new BillingMonth(config.first());
    BillingMonth last = new BillingMonth(current().value().plusMonths(config.ahead()));
    if (month.compareTo(first) < 0 || month.compareTo(last) > 0) {
      throw BillingProblems.monthOutOfRange(field, first, last);
    }
    return month;
  }

  /** As {@link #requested}; the current month for null. */
  public BillingMonth requestedOrCurrent(String text, String field) {
    return text == null ? current() : requested(text, field);
  }

  public BillingMonth current() {
    return BillingMonth.at(clock.instant());
  }

  /** The day that it is in São Paulo. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), BillingMonth.ZONE);
  }
}
