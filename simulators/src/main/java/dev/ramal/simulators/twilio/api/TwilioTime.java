package dev.ramal.simulators.twilio.api;

import dev.ramal.simulators.http.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** RFC 2822 dates as Twilio writes them, always UTC. */
public final class TwilioTime {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss +0000", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TwilioTime() {}

  /** Null stays null. */
  public static String rfc2822(Instant instant) {
    return instant == null ? null : RFC_2822.format(instant);
  }

  /**
   * Whether an instant meets the list filters {@code Name} (that day), {@code Name<} and {@code
   * Name>} (both inclusive). Null meets none of them.
   */
  public static boolean meets(Fields query, String name, Instant instant) {
    String day = query.get(name);
    String before = query.get(name + "<");
    String after = query.get(name + ">");
    if (instant == null) {
      return day == null && before == null && after == null;
    }
    return (day == null
            || instant
                .truncatedTo(ChronoUnit.DAYS)
                .equals(filter(day).truncatedTo(ChronoUnit.DAYS)))
        && (before == null || !instant.isAfter(filter(before)))
        && (after == null || !instant.isBefore(filter(after)));
  }

  /**
   * Reads a filter: a date (its first instant) or an ISO 8601 date and time, which is UTC where it
   * names no offset: Twilio's library for Java leaves it out.
   */
  private static Instant filter(String text) {
    if (text.length() <= 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return text.length() <= "2026-01-01T00:00:00".length()
        ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }
}
