package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A prefix that a rule has found, with what the rule said then.
 *
 * @param rule its name
 * @param spent within the window, list price in BRL
 * @param seconds of legs answered within the window
 * @param mostSpent null where the rule did not ask
 * @param mostSeconds null where the rule did not ask
 * @param entryId of the ledger, the last of those that were counted together
 * @param releasedAt null while it holds
 * @param releasedBy user name; null while it holds
 * @param releaseReason null when none was given
 */
record VelocityBlock(
    UUID id,
    UUID ruleId,
    String rule,
    String prefix,
    int windowMinutes,
    Money spent,
    long seconds,
    Money mostSpent,
    Long mostSeconds,
    boolean blocks,
    UUID entryId,
    Instant exceededAt,
    Instant releasedAt,
    String releasedBy,
    String releaseReason) {

  VelocityBlock released(Instant at, String by, String reason) {
    return new VelocityBlock(
        id,
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
        at,
        by,
        reason);
  }
}
