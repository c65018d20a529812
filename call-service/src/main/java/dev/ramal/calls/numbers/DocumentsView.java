package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.calls.numbers.DocumentsRepository.Kept;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The documents of an account for one kind of number, and what is to be done next.
 *
 * @param bundleId Twilio's; null when none is kept
 * @param addressId Twilio's; null when none is kept
 * @param requirementGroupId Telnyx's; null when none is kept
 * @param state how they stand at the carrier; not-demanded: the country asks for none; missing:
 *     none are kept; not-asked: the carrier has not said yet
 * @param detail which of them, in the carrier's own word; null when nothing was said
 * @param nextStep null where nothing is to be done
 * @param nextStepPt the same in Portuguese
 * @param demanded what an order names, and where each is made
 * @param papers what has to be handed in at the carrier; null where the carrier did not tell
 * @param checkedAt when the carrier said so; null when it was not asked
 */
@Schema(name = "NumberDocuments")
record DocumentsView(
    String connectionId,
    Carrier carrier,
    String country,
    NumberType type,
    @Schema(nullable = true) String bundleId,
    @Schema(nullable = true) String addressId,
    @Schema(nullable = true) String requirementGroupId,
    @Schema(
            enumeration = {
              "not-demanded",
              "missing",
              "not-asked",
              "draft",
              "pending",
              "approved",
              "rejected",
              "expired",
              "unknown"
            })
        String state,
    @Schema(nullable = true) String detail,
    @Schema(nullable = true) String nextStep,
    @Schema(nullable = true) String nextStepPt,
    List<NumberDocument> demanded,
    @Schema(nullable = true) List<DemandedPaper> papers,
    @Schema(nullable = true) Instant checkedAt) {

  static DocumentsView of(
      CarrierAccount account,
      DocumentsRepository.Key key,
      Kept kept,
      List<NumberDocument> demanded,
      List<DemandedPaper> papers) {
    boolean missing = demanded.stream().anyMatch(each -> !kept.ids().containsKey(each.field()));
    DocumentState state = missing || kept.report() == null ? null : kept.report().state();
    return new DocumentsView(
        account.connectionId(),
        account.carrier(),
        key.country(),
        key.type(),
        kept.ids().get("bundleId"),
        kept.ids().get("addressId"),
        kept.ids().get("requirementGroupId"),
        demanded.isEmpty()
            ? "not-demanded"
            : missing ? "missing" : state == null ? "not-asked" : state.wire(),
        state == null ? null : kept.report().detail(),
        missing ? steps(demanded, kept, false) : state == null ? null : state.nextStep(),
        missing ? steps(demanded, kept, true) : state == null ? null : state.nextStepPt(),
        demanded,
        papers,
        state == null ? null : kept.checkedAt());
  }

  private static String steps(List<NumberDocument> demanded, Kept kept, boolean pt) {
    return String.join(
        " ",
        demanded.stream()
            .filter(each -> !kept.ids().containsKey(each.field()))
            .map(each -> pt ? each.nextStepPt() : each.nextStep())
            .toList());
  }
}
