package dev.ramal.crm.changes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What has become of one part of a deal.
 *
 * @param part stage, or the custom field's name
 * @param before what stood there; null when nothing did
 * @param value what was to stand there
 * @param skipped why it was left alone, pt-BR; null where it was written or stood there already
 */
@Schema(name = "CrmDealPart")
record PartResult(
    String part,
    @Schema(nullable = true) String before,
    String value,
    @Schema(nullable = true) String skipped) {
  /** False where it was left alone, and where the value stood there already. */
  @JsonIgnore
  boolean isWritten() {
    return skipped == null && !value.equals(before);
  }
}
