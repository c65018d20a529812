package dev.ramal.simulators.telnyx.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Voice events carry microseconds and a Z, messages milliseconds and an offset. */
public final class TelnyxTime {
  private static final DateTimeFormatter VOICE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MESSAGE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);

  private TelnyxTime() {}

  /** Null stays null. */
  public static String voice(Instant instant) {
    return instant == null ? null : VOICE.format(instant);
  }

  /** Null stays null. */
  public static String message(Instant instant) {
    return instant == null ? null : MESSAGE.format(instant);
  }
}
