package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.BillingMonth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When months end and invoices are issued, by the calendar of São Paulo. A day begins at midnight,
 * or, where clocks were put forward over it, at the first instant that it has: on 4 November 2018
 * that was 1:00. What is due is asked for by the instant, so that nothing waits for a time of day
 * that does not come.
 */
final class ClosingCalendar {
  private ClosingCalendar() {}

  /** The last month that is over. */
  static BillingMonth lastEnded(Instant now) {
    return BillingMonth.at(now).previous();
  }

  /**
   * The first instant at which the invoice of a month is issued by itself.
   *
   * @param graceDays whole days after the month
   */
  static Instant issueAt(BillingMonth month, int graceDays) {
    return month.endDay().plusDays(graceDays).atStartOfDay(BillingMonth.ZONE).toInstant();
  }

  /** All months from the first to the last; none when the last lies before the first. */
  static List<BillingMonth> between(BillingMonth first, BillingMonth last) {
    List<BillingMonth> months = new ArrayList<>();
    for (BillingMonth month = first; month.compareTo(last) <= 0; month = month.next()) {
      months.add(month);
    }
    return months;
  }
}
