package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A prefix that a rule has found, with what the rule said then.
 *
 * @param rule its name
 * @param spent within the window, list price
 * @param seconds of legs answered within the window
 * @param mostSpent null where the rule did not ask
 * @param mostSeconds null where the rule did not ask
 * @param blocked whether numbers of the prefix may not be dialled and written to now
 * @param entryId of the ledger, the last of those that were counted together
 */
@Schema(name = "VelocityBlock")
record VelocityBlockView(
    UUID id,
    UUID ruleId,
    String rule,
    String prefix,
    int windowMinutes,
    Money spent,
    long seconds,
    @Schema(nullable = true) Money mostSpent,
    @Schema(nullable = true) Long mostSeconds,
    boolean blocked,
    UUID entryId,
    Instant exceededAt,
    @Schema(nullable = true) Instant releasedAt,
    @Schema(nullable = true) String releasedBy,
    @Schema(nullable = true) String reason) {
  static VelocityBlockView of(VelocityBlock block) {
    return new VelocityBlockView(
        block.id(),
        block.ruleId(),
        block.rule(),
        block.prefix(),
        block.windowMinutes(),
        block.spent(),
        block.seconds(),
        block.mostSpent(),
        block.mostSeconds(),
        block.blocks() && block.releasedAt() == null,
        block.entryId(),
        block.exceededAt(),
        block.releasedAt(),
        block.releasedBy(),
        block.releaseReason());
  }
}
