package dev.ramal.gateway.carriers;

import dev.ramal.events.AnsweredBy;
import java.util.Optional;

/**
 * Who picked up, in words that are the same for every carrier.
 *
 * @param detail start, beep, silence, other or null
 */
public record Machine(AnsweredBy answeredBy, String detail) {
  public static final Machine HUMAN = new Machine(AnsweredBy.HUMAN, null);
  public static final Machine FAX = new Machine(AnsweredBy.FAX, null);
  public static final Machine UNKNOWN = new Machine(AnsweredBy.UNKNOWN, null);

  public static Machine machine(String detail) {
    return new Machine(AnsweredBy.MACHINE, detail);
  }

  /** Twilio's {@code AnsweredBy}, which TeXML shares; empty for a value not known. */
  public static Optional<Machine> ofAnsweredBy(String answeredBy) {
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
