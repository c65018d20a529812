package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * More was used towards numbers of one beginning, within a while, than a rule lets pass: perhaps
 * somebody else uses the organization's account. Told once until a person releases the prefix.
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
 * @param entryId of the ledger, the last of those that were counted together
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
    Instant exceededAt) {
  public static final String TYPE = "dev.ramal.billing.VelocityExceeded";
}
