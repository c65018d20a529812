package dev.ramal.billing.outbound;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a person has forbidden to dial and to write to.
 *
 * @param prefix beginning of numbers; null for every number
 * @param blocked whether it holds now
 * @param liftedAt null while it holds, as the following ones
 * @param liftReason null when none was given
 */
@Schema(name = "OutboundBlock")
record OutboundBlockView(
    UUID id,
    @Schema(nullable = true) String prefix,
    boolean blocked,
    String reason,
    String blockedBy,
    Instant blockedAt,
    @Schema(nullable = true) Instant liftedAt,
    @Schema(nullable = true) String liftedBy,
    @Schema(nullable = true) String liftReason) {
  static OutboundBlockView of(OutboundBlock block) {
    return new OutboundBlockView(
        block.id(),
        block.prefix(),
        block.isOpen(),
        block.reason(),
        block.blockedBy(),
        block.blockedAt(),
        block.liftedAt(),
        block.liftedBy(),
        block.liftReason());
  }
}
