package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line as the API shows it; see {@link ReconciledLine}. */
@Schema(name = "ReconciledLine")
record LineView(
    long place,
    @JsonProperty("class") LineClass lineClass,
    List<Long> fileRows,
    @Schema(nullable = true) Long duplicateOf,
    @Schema(nullable = true) String carrierReference,
    @Schema(
            nullable = true,
            enumeration = {"reference", "number-and-time"})
        String matchedBy,
    @Schema(nullable = true) UUID usageId,
    @Schema(nullable = true) String subject,
    @Schema(nullable = true) String subjectId,
    @Schema(nullable = true) String leg,
    @Schema(nullable = true) String party,
    @Schema(nullable = true) Instant occurredAt,
    @Schema(nullable = true) Long theirQuantity,
    @Schema(nullable = true) Long ourQuantity,
    @Schema(nullable = true) Money theirs,
    @Schema(nullable = true) Money ours,
    boolean oursIsNamed,
    @Schema(nullable = true) Money theirsInBrl,
    @Schema(nullable = true) Money oursInBrl,
    @Schema(nullable = true) Money asked) {
  static LineView of(ReconciledLine line) {
    return new LineView(
        line.place(),
        line.lineClass(),
        line.fileRows(),
        line.duplicateOf(),
        line.carrierReference(),
        line.matchedBy(),
        line.usageId(),
        line.subject(),
        line.subjectId(),
        line.leg(),
        line.party(),
        line.occurredAt(),
        line.theirQuantity(),
        line.ourQuantity(),
        line.theirs(),
        line.ours(),
        line.oursIsNamed(),
        line.theirsInBrl(),
        line.oursInBrl(),
        line.asked());
  }
}
