package dev.ramal.kit.time;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** From one time to before another. */
public record Span(Instant begin, Instant until) {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /**
   * A time that a client asks for: RFC 3339 in UTC, and of years that can be counted with.
   *
   * @param refused what is thrown, of a sentence that says what is allowed
   */
  public static Instant asked(String text, Function<String, ? extends RuntimeException> refused) {
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw refused.apply("must be RFC 3339 in UTC, as in 2026-03-02T15:00:00Z");
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw refused.apply("must lie between 2000 and 2100");
    }
    return time;
  }
}
