package dev.ramal.kit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The days by which sums are kept: those of Brasília, as the months of billing. Whole days come
 * from what is kept, the rest of a time from the rows themselves.
 */
public final class InsightDays {
  public static final String ZONE = "America/Sao_Paulo";

  private static final ZoneId PLACE = ZoneId.of(ZONE);

  /** After its end a day is kept: no transaction that began in it is still under way. */
  private static final Duration KEPT_AFTER = Duration.ofHours(1);

  /** From then on whoever changes a row of the day says so. */
  private static final Duration CLOSED_AFTER = Duration.ofMinutes(30);

  private InsightDays() {}

  public static LocalDate of(Instant time) {
    return time.atZone(PLACE).toLocalDate();
  }

  public static Instant begin(LocalDate day) {
    return day.atStartOfDay(PLACE).toInstant();
  }

  public static Instant end(LocalDate day) {
    return begin(day.plusDays(1));
  }

  /** The last day that may be kept. */
  public static LocalDate lastToKeep(Instant now) {
    return of(now.minus(KEPT_AFTER)).minusDays(1);
  }

  /** Whether the day may be kept, or may soon be. */
  public static boolean isClosed(LocalDate day, Instant now) {
    return !now.isBefore(end(day).plus(CLOSED_AFTER));
  }

  /** The first day that lies in the time from its beginning on. */
  public static LocalDate firstWhole(Instant begin) {
    LocalDate day = of(begin);
    return begin.equals(begin(day)) ? day : day.plusDays(1);
  }

  /** What is left of a time when whole days are taken out of it. */
  public static List<Span> besides(Span asked, Set<LocalDate> days) {
    List<Span> left = new ArrayList<>();
    Instant from = asked.begin();
    for (LocalDate day : days.stream().sorted().toList()) {
      if (from.isBefore(begin(day))) {
        left.add(new Span(from, begin(day)));
      }
      from = end(day);
    }
    if (from.isBefore(asked.until())) {
      left.add(new Span(from, asked.until()));
    }
    return left;
  }
}
