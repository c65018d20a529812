package dev.ramal.messaging.permission;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.Channel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether a contact may be written to, and why.
 *
 * @param decision of all rules: one that denies weighs more than one that holds
 * @param to whose verdict it is, E.164
 * @param at the moment it is given for
 * @param leavesAt when it may leave; null unless it is held
 * @param settingsVersion of the organization's settings; 0 where it has set nothing
 * @param rules each that was looked at; one that the organization has switched off is not there
 */
@Schema(name = "MessageVerdict")
public record MessageVerdict(
    Decision decision,
    String to,
    Channel channel,
    Instant at,
    @Schema(nullable = true) Instant leavesAt,
    int settingsVersion,
    List<Judged> rules) {

  public MessageVerdict {
    rules = List.copyOf(rules);
  }

  /** What becomes of the message, and what one rule says of it. */
  public enum Decision {
    ALLOWED("allowed"),
    /** It waits until it may leave. */
    HELD("held"),
    DENIED("denied");

    private final String wire;

    Decision(String wire) {
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
    public static Decision of(String wire) {
      return Arrays.stream(values())
          .filter(decision -> decision.wire.equals(wire))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no decision " + wire));
    }
  }

  /**
   * One rule and what it was judged on.
   *
   * @param version of the rule: the table or the law, or the version of the organization's settings
   * @param decision of this rule alone
   * @param evidence for a person
   */
  @Schema(name = "JudgedMessageRule")
  public record Judged(MessageRule rule, String version, Decision decision, String evidence) {}

  /** The first rule that denies; empty where none does. */
  public Optional<Judged> denial() {
    return rules.stream().filter(judged -> judged.decision() == Decision.DENIED).findFirst();
  }
}
