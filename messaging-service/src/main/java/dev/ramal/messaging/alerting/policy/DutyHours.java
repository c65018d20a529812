package dev.ramal.messaging.alerting.policy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When a receiver is on call, by the clock of its phone's area; of Slack by São Paulo's. A span
 * whose end is not later than its begin lasts until the next day: 18:00-08:00 is a night.
 *
 * @param weekdays Monday to Friday; null for never
 * @param saturday null for never
 * @param sunday null for never
 */
@Schema(name = "DutyHours")
public record DutyHours(
    @Schema(nullable = true, examples = "18:00-08:00") String weekdays,
    @Schema(nullable = true, examples = "00:00-24:00") String saturday,
    @Schema(nullable = true) String sunday) {
  private static final Pattern SPAN =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)");
  private static final String MIDNIGHT = "24:00";

  boolean areValid() {
    return isSpan(weekdays) && isSpan(saturday) && isSpan(sunday);
  }

  /** From the first minute on, no longer at the last. */
  boolean hold(LocalDateTime local) {
    return begins(on(local.getDayOfWeek()), local.toLocalTime())
        || lasts(on(local.getDayOfWeek().minus(1)), local.toLocalTime());
  }

  private static boolean isSpan(String span) {
    return span == null || SPAN.matcher(span).matches();
  }

  private String on(DayOfWeek day) {
    return switch (day) {
      case SATURDAY -> saturday;
      case SUNDAY -> sunday;
      default -> weekdays;
    };
  }

  private static boolean begins(String span, LocalTime time) {
    return span != null
        && !time.isBefore(begin(span))
        && (isOvernight(span) || span.endsWith(MIDNIGHT) || time.isBefore(end(span)));
  }

  /** A night that began the day before. */
  private static boolean lasts(String span, LocalTime time) {
    return span != null && isOvernight(span) && time.isBefore(end(span));
  }

  private static boolean isOvernight(String span) {
    return !span.endsWith(MIDNIGHT) && !end(span).isAfter(begin(span));
  }

  private static LocalTime begin(String span) {
    return LocalTime.parse(span.substring(0, 5));
  }

  private static LocalTime end(String span) {
    return LocalTime.parse(span.substring(6));
  }
}
