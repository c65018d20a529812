package dev.ramal.billing.recurring;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a number is charged for: each month in advance, by the days on which it is held, in
 * commercial months of 30 days as Brazilian accounts have them. A month in which it is held from
 * the first day to the last counts 30, whatever its length; a part of one its days, 30 at most. A
 * number that is given back is charged through that day; what was charged beyond is taken back.
 */
final class NumberRental {
  /** Days of a commercial month. */
  static final int MONTH = 30;

  private NumberRental() {}

  /**
   * What is not metered yet.
   *
   * @param current the month that runs
   */
  static List<Used> due(HeldNumber number, BillingMonth current) {
    List<Used> due = new ArrayList<>();
    BillingMonth last = number.lastMonth();
    BillingMonth begun = number.meteredThrough();
    BillingMonth from = begun == null ? number.firstMonth() : begun.next();
    if (last != null && begun != null && last.compareTo(from) < 0) {
      from = last;
    }
    BillingMonth through = last == null || last.compareTo(current) > 0 ? current : last;
    if (begun != null && begun.compareTo(through) > 0) {
      through = begun;
    }
    for (BillingMonth month = from; month.compareTo(through) <= 0; month = month.next()) {
      due.add(used(number, month));
    }
    return due;
  }

  private static Used used(HeldNumber number, BillingMonth month) {
    Instant start = month.start();
    return new Used(
        new UsageKey(
            number.tenant(), UsageKey.NUMBER, number.id() + "/" + month, null, Meter.NUMBER_MONTH),
        number.releasedAt() == null ? 0 : 1,
        new Usage(
            Meter.NUMBER_MONTH,
            null,
            number.carrier(),
            null,
            number.numberClass(),
            number.number().value(),
            days(number, month),
            number.acquiredAt().isAfter(start) ? number.acquiredAt() : start),
        Attribution.UNKNOWN);
  }

  /** Days of the commercial month, those of taking and giving back included. */
  static int days(HeldNumber number, BillingMonth month) {
    LocalDate first = month.value().atDay(1);
    LocalDate last = month.value().atEndOfMonth();
    LocalDate from = later(day(number.acquiredAt()), first);
    LocalDate to = number.releasedAt() == null ? last : earlier(day(number.releasedAt()), last);
    if (from.equals(first) && to.equals(last)) {
      return MONTH;
    }
    return (int) Math.max(0, Math.min(MONTH, to.toEpochDay() - from.toEpochDay() + 1));
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(BillingMonth.ZONE).toLocalDate();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
