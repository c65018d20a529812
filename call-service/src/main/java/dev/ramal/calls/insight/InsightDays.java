package dev.ramal.calls.insight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The days by which sums are kept: those of Brasília, as the months of billing. */
final class InsightDays {
  static final String ZONE = "America/Sao_Paulo";

  private static final ZoneId PLACE = ZoneId.of(ZONE);

  /** After its end a day is kept: no transaction that began in it is still under way. */
  private static final Duration KEPT_AFTER = Duration.ofHours(1);

  /** From then on whoever changes a call of the day says so. */
  private static final Duration CLOSED_AFTER = Duration.ofMinutes(30);

  private InsightDays() {}

  static LocalDate of(Instant time) {
    return time.atZone(PLACE).toLocalDate();
  }

  static Instant begin(LocalDate day) {
    return day.atStartOfDay(PLACE).toInstant();
  }

  static Instant end(LocalDate day) {
    return begin(day.plusDays(1));
  }

  /** The last day that may be kept. */
  static LocalDate lastToKeep(Instant now) {
    return of(now.minus(KEPT_AFTER)).minusDays(1);
  }

  /** Whether the day may be kept, or may soon be. */
  static boolean isClosed(LocalDate day, Instant now) {
    return !now.isBefore(end(day).plus(CLOSED_AFTER));
  }
}
