package dev.ramal.crm.deals;

import dev.ramal.crm.port.CrmId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What becomes of calls whose deal is not clear.
 *
 * @param severalDeals where a person has several open deals: list them for somebody to decide, or
 *     take the one that was made last, or first
 * @param unknownPeople where nobody has the number or an open deal: list, or create what is missing
 *     for calls in which somebody spoke
 * @param stageId of the pipeline's stage in which deals are made; null only where none is
 */
@Schema(
    name = "CrmMatchSettings",
    examples =
"""
{"severalDeals": "newest", "unknownPeople": "create", "stageId": "65f057a6e0000000000000aa"}
""")
record MatchSettings(
    @NotNull
        @Pattern(regexp = SeveralDeals.PATTERN)
        @Schema(
            required = true,
            enumeration = {"list", "newest", "oldest"})
        String severalDeals,
    @NotNull
        @Pattern(regexp = UnknownPeople.PATTERN)
        @Schema(
            required = true,
            enumeration = {"list", "create"})
        String unknownPeople,
    @Pattern(regexp = CrmId.FORM) @Schema(nullable = true) String stageId) {
  /** Of an organization that has said nothing: nothing is guessed. */
  static final MatchSettings UNSAID =
      new MatchSettings(SeveralDeals.LIST.word(), UnknownPeople.LIST.word(), null);

  /** A CRM makes no deal without a stage. */
  boolean lacksStage() {
    return UnknownPeople.of(unknownPeople) == UnknownPeople.CREATE && stageId == null;
  }
}
