package dev.ramal.numbering;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;

/** From when to when people of a state may be reached, by their own clock. */
public interface OpenHours {
  /** What a span must look like, for whoever wrote another. */
  String WANTED = "must be as in 09:00-21:00, the end later";

  Pattern SPAN =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)");

  /** Two letters; null for all states that have no hours of their own. */
  String state();

  /** As in 09:00-21:00, Monday to Friday; null for never. */
  String weekdays();

  /** The same; null for never. */
  String saturday();

  /** The same; null for never. */
  String sunday();

  /** Whether nobody is reached on holidays. */
  boolean notOnHolidays();

  /** First day on which they hold; null for any. */
  LocalDate from();

  /** Last day on which they hold; null for any. */
  LocalDate until();

  default boolean holdsOn(LocalDate day) {
    return (from() == null || !day.isBefore(from())) && (until() == null || !day.isAfter(until()));
  }

  /** The hours of a day; null for none. */
  default String on(DayOfWeek day) {
    return switch (day) {
      case SATURDAY -> saturday();
      case SUNDAY -> sunday();
      default -> weekdays();
    };
  }

  /** From the first minute on, no longer at the last. */
  static boolean contains(String span, LocalTime time) {
    return !time.isBefore(begin(span))
        && (span.endsWith("-24:00") || time.isBefore(LocalTime.parse(span.substring(6))));
  }

  /** The first minute. */
  static LocalTime begin(String span) {
    return LocalTime.parse(span.substring(0, 5));
  }

  /** Whether a text is a span of a day; null is none. */
  static boolean isSpan(String text) {
    return text != null
        && SPAN.matcher(text).matches()
        && text.substring(0, 5).compareTo(text.substring(6)) < 0;
  }
}
