package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * More was used towards numbers of one beginning, within a while, than a rule lets pass: perhaps
 * somebody else uses the organization's account. Told once until a person releases the prefix. A
 * person may block a prefix as well ({@code blockedBy}): then nothing was counted, the amounts are
 * zero, no entry is named, and {@code ruleId} is what the person did.
 *
 * <p>Type {@code dev.ramal.billing.VelocityExceeded}.
 *
 * @param blockId of what is released
 * @param rule its name, for people
 * @param prefix beginning of E.164 numbers with the plus sign
 * @param windowMinutes how long the while is
 * @param spent within it, list price in BRL
 * @param seconds of legs answered within it
 * @param mostSpent what the rule lets pass; null where it does not ask
 * @param mostSeconds what the rule lets pass; null where it does not ask
 * @param blocks whether numbers of the prefix may no longer be dialled or written to
 * @param entryId of the ledger, the last of those that were counted together; empty where a person
 *     blocks
 * @param blockedBy user name of the person who blocked the prefix; null where a rule found it
 * @param reason what that person says; null where a rule found it
 */
public record VelocityExceeded(
    String blockId,
    String ruleId,
    String rule,
    String prefix,
    int windowMinutes,
    Money spent,
    long seconds,
    Money mostSpent,
    Long mostSeconds,
    boolean blocks,
    String entryId,
    Instant exceededAt,
    String blockedBy,
    String reason) {
  public static final String TYPE = "dev.ramal.billing.VelocityExceeded";

  /** What a rule found. */
  public VelocityExceeded(
      String blockId,
      String ruleId,
      String rule,
      String prefix,
      int windowMinutes,
      Money spent,
      long seconds,
      Money mostSpent,
      Long mostSeconds,
      boolean blocks,
      String entryId,
      Instant exceededAt) {
    this(
        blockId,
        ruleId,
        rule,
        prefix,
        windowMinutes,
        spent,
        seconds,
        mostSpent,
        mostSeconds,
        blocks,
        entryId,
        exceededAt,
        null,
        null);
  }
}
