package dev.ramal.events;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as RFC 3339 in UTC: letter for letter what {@link Instant#toString} gives, in a quarter
 * of its time. Every event says three or more.
 */
public final class InstantText {
  private static final long SECONDS_OF_DAY = 86_400;
  private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_OF_DAY;
  private static final int LONGEST = "2026-11-21T12:00:09.123456789Z".length();

  private InstantText() {}

  public static String of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < 0 || seconds >= YEAR_10000) {
      return instant.toString();
    }
    LocalDate day = LocalDate.ofEpochDay(seconds / SECONDS_OF_DAY);
    int time = (int) (seconds % SECONDS_OF_DAY);
    char[] text = new char[LONGEST];
    number(text, 0, 4, day.getYear());
    text[4] = '-';
    number(text, 5, 2, day.getMonthValue());
    text[7] = '-';
    number(text, 8, 2, day.getDayOfMonth());
    text[10] = 'T';
    number(text, 11, 2, time / 3600);
    text[13] = ':';
    number(text, 14, 2, time / 60 % 60);
    text[16] = ':';
    number(text, 17, 2, time % 60);
    int end = fraction(text, 19, instant.getNano());
    text[end] = 'Z';
    return new String(text, 0, end + 1);
  }

  /** In groups of three digits, none where all is zero. */
  private static int fraction(char[] text, int at, int nanos) {
    if (nanos == 0) {
      return at;
    }
    text[at] = '.';
    int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    number(
        text,
        at + 1,
        digits,
        digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1_000 : nanos);
    return at + 1 + digits;
  }

  private static void number(char[] text, int at, int digits, int value) {
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
