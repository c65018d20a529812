package dev.ramal.billing.reconciliation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as carriers write them. */
final class DetailTimes {
  static final String WANTED =
      "is a time like 2026-11-03 12:00:05, 2026-11-03T12:00:05Z or Tue, 03 Nov 2026 12:00:05 +0000";

  /** Day, time, and UTC, Z, an offset or nothing. */
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?"
              + " ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?");

  private static final int OFFSET = 8;

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  private DetailTimes() {}

  /**
   * @param zone of a time without an offset
   * @throws DateTimeException when it is none of the forms
   */
  static Instant read(String text, ZoneId zone) {
    Matcher iso = ISO.matcher(text);
    if (!iso.matches()) {
      TemporalAccessor read = RFC_1123.parse(text);
      return OffsetDateTime.from(read).toInstant();
    }
    LocalDateTime local =
        LocalDateTime.of(
            number(iso, text, 1),
            number(iso, text, 2),
            number(iso, text, 3),
            number(iso, text, 4),
            number(iso, text, 5),
            number(iso, text, 6),
            nanos(iso.group(7)));
    String offset = iso.group(OFFSET);
    return local.atZone(offset == null ? zone : offset(offset)).toInstant();
  }

  /** Without a formatter: times are read by the million. */
  private static int number(Matcher iso, String text, int group) {
    return iso.start(group) < 0 ? 0 : Integer.parseInt(text, iso.start(group), iso.end(group), 10);
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static ZoneId offset(String text) {
    return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
