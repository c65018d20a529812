package dev.ramal.gateway.carriers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Times as Twilio writes them, {@code Sat, 21 Nov 2026 12:00:09 +0000}. That one form is read by
 * position, because every callback has it and the JDK's formatter takes longer than all the rest of
 * a translation; other forms go to the formatter.
 */
final class Rfc2822 {
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = "Sat, 21 Nov 2026 12:00:09 +0000".length();

  private Rfc2822() {}

  /**
   * @throws DateTimeException when it is no such time
   */
  static Instant parse(String text) {
    int month =
        text.length() == LENGTH && text.endsWith(" +0000")
            ? MONTHS.indexOf(text.substring(8, 11))
            : -1;
    if (month < 0 || month % 3 != 0 || !hasUsualMarks(text)) {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
    return LocalDateTime.of(
            number(text, 12, 16),
            month / 3 + 1,
            number(text, 5, 7),
            number(text, 17, 19),
            number(text, 20, 22),
            number(text, 23, 25))
        .toInstant(ZoneOffset.UTC);
  }

  private static boolean hasUsualMarks(String text) {
    return text.charAt(3) == ','
        && text.charAt(4) == ' '
        && text.charAt(7) == ' '
        && text.charAt(11) == ' '
        && text.charAt(16) == ' '
        && text.charAt(19) == ':'
        && text.charAt(22) == ':';
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException("not a number in a time");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
