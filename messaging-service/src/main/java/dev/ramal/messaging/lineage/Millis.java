package dev.ramal.messaging.lineage;

import java.util.Locale;

/** Milliseconds as people read them. */
final class Millis {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private Millis() {}

  /** {@code 12 ms}, {@code 2.341 s}, {@code 3 min 5 s}, {@code 26 h 4 min}; a sign in front. */
  static String text(long millis) {
    long amount = Math.abs(millis);
    String sign = millis < 0 ? "-" : "";
    if (amount < SECOND) {
      return sign + amount + " ms";
    } else if (amount < MINUTE) {
      return String.format(Locale.ROOT, "%s%d.%03d s", sign, amount / SECOND, amount % SECOND);
    } else if (amount < HOUR) {
      return "%s%d min %d s".formatted(sign, amount / MINUTE, amount % MINUTE / SECOND);
    } else {
      return "%s%d h %d min".formatted(sign, amount / HOUR, amount % HOUR / MINUTE);
    }
  }
}
