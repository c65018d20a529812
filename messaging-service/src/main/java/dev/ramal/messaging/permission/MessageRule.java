package dev.ramal.messaging.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a message is judged by. The words are stored with verdicts. */
@Schema(name = "MessageRule")
public enum MessageRule {
  /** The contact wants no more messages of the organization, on whichever channel that was said. */
  OPT_OUT("opt-out"),
  /** WhatsApp takes free text only within 24 hours of what the contact wrote. */
  WINDOW("whatsapp-window"),
  /** How often the contact was written to lately. */
  ATTEMPTS("attempts"),
  /** The same within a minute. */
  PER_MINUTE("per-minute"),
  /** The hour where the contact is at home. */
  QUIET_HOURS("quiet-hours"),
  /** A holiday there, or a day on which the organization does not write. */
  HOLIDAY("holiday"),
  /** Numbers that begin so are used too much, and nobody has released them. */
  VELOCITY("velocity"),
  /** A budget that would pay for the message is spent, and stops what it pays for. */
  BUDGET("budget-exhausted");

  private final String wire;

  MessageRule(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static MessageRule of(String wire) {
    return Arrays.stream(values())
        .filter(rule -> rule.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + wire));
  }
}
