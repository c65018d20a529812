package dev.ramal.gateway.carriers;

import dev.ramal.events.AnsweredBy;
import java.util.Optional;

/**
 * Who picked up, in words that are the same for every carrier.
 *
 * @param detail start, beep, silence, other or null
 */
public record AmdResult(AnsweredBy answeredBy, String detail) {
  public static final AmdResult HUMAN = new AmdResult(AnsweredBy.HUMAN, null);
  public static final AmdResult FAX = new AmdResult(AnsweredBy.FAX, null);
  public static final AmdResult UNKNOWN = new AmdResult(AnsweredBy.UNKNOWN, null);

  public static AmdResult machine(String detail) {
    return new AmdResult(AnsweredBy.MACHINE, detail);
  }

  /** Twilio's {@code AnsweredBy}, which TeXML shares; empty for a value not known. */
  public static Optional<AmdResult> ofAnsweredBy(String answeredBy) {
    return Optional.ofNullable(
        switch (answeredBy) {
          case "human" -> HUMAN;
          case "machine" -> machine(null);
          case "machine_start" -> machine("start");
          case "machine_end_beep" -> machine("beep");
          case "machine_end_silence" -> machine("silence");
          case "machine_end_other" -> machine("other");
          case "fax" -> FAX;
          case "unknown" -> UNKNOWN;
          default -> null;
        });
  }
}
