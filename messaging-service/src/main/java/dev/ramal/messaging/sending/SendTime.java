package dev.ramal.messaging.sending;

import dev.ramal.messaging.MessageProblems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** When a message is to leave. */
final class SendTime {
  /** As far ahead as carriers schedule: whoever moves here keeps their plans. */
  static final Duration FARTHEST = Duration.ofDays(35);

  private SendTime() {}

  /** Null for null, and where it is none. */
  static Instant read(String text, Instant now, FieldFaults faults) {
    if (text == null) {
      return null;
    }
    Instant time;
    try {
      time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      refuse("must be a time as in 2026-03-02T12:00:00Z (RFC 3339)", faults);
      return null;
    }
    if (!time.isAfter(now)) {
      refuse("must lie ahead: leave it out to send at once", faults);
    } else if (time.isAfter(now.plus(FARTHEST))) {
      refuse("must lie at most " + FARTHEST.toDays() + " days ahead", faults);
    }
    return time;
  }

  private static void refuse(String message, FieldFaults faults) {
    faults.add(MessageProblems.badSendTime().field("sendAt", message));
  }
}
