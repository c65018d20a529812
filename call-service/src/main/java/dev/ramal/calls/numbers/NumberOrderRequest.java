package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.MeantNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number to buy, one of those on offer.
 *
 * @param connectionId the account that it is to belong to; the newest that is enabled with the
 *     carrier when absent
 * @param carrier where no connection is named; the organization's when absent
 * @param label for people
 * @param assignedTo whose it will be; of the pool when absent
 * @param bundleId Twilio: sid of the regulatory bundle, where the country demands one; that of the
 *     account's documents when absent
 * @param addressId Twilio: sid of the address, where the country demands one; that of the account's
 *     documents when absent
 * @param requirementGroupId Telnyx: id of the requirement group, where the country demands one;
 *     that of the account's documents when absent
 */
@Schema(
    name = "NumberOrder",
    examples =
"""
{"number": "+551135500001", "carrier": "twilio", "label": "Vendas SP", "bundleId": "BU00000000000000000000000000000001", "addressId": "AD00000000000000000000000000000001"}
""")
record NumberOrderRequest(
    @Schema(required = true, examples = "+551135500001") String number,
    String connectionId,
    @Schema(examples = "twilio") String carrier,
    @Schema(maxLength = 64) String label,
    AssignmentRequest assignedTo,
    String bundleId,
    String addressId,
    String requirementGroupId) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  void check() {
    Problem problem = CallProblems.BAD_NUMBER;
    if (DialableNumber.of(number).isEmpty()) {
      problem =
          problem
              .field("number", "must be a number in E.164 that can exist, as in +551135500001")
              .with("suggestion", MeantNumber.of(number).map(E164::value).orElse(null));
    }
    if (carrier != null && chosenCarrier() == null) {
      problem = problem.field("carrier", "must name a carrier", Carrier.words());
    }
    problem = NumberChange.label(problem, label);
    problem = AssignmentRequest.checked(problem, assignedTo);
    for (Map.Entry<String, String> document : documents().entrySet()) {
      if (!document.getValue().matches("[A-Za-z0-9-]{1,64}")) {
        problem = problem.field(document.getKey(), "must be an id of the carrier's");
      }
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }

  /** Null when absent or unknown. */
  Carrier chosenCarrier() {
    try {
      return carrier == null ? null : Carrier.of(carrier);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Those that were given, by their fields. */
  Map<String, String> documents() {
    Map<String, String> documents = new LinkedHashMap<>();
    put(documents, "bundleId", bundleId);
    put(documents, "addressId", addressId);
    put(documents, "requirementGroupId", requirementGroupId);
    return documents;
  }

  private static void put(Map<String, String> documents, String field, String value) {
    if (value != null) {
      documents.put(field, value);
    }
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each document that is missing, and where
   *     it is made
   */
  static void refuseWithout(List<NumberDocument> demanded, Map<String, String> documents) {
    List<NumberDocument> missing =
        demanded.stream().filter(document -> !documents.containsKey(document.field())).toList();
    if (missing.isEmpty()) {
      return;
    }
    Problem problem = CallProblems.DOCUMENTS_NEEDED;
    for (NumberDocument document : missing) {
      problem = problem.field(document.field(), document.nextStep());
    }
    throw problem.with("documents", missing).exception();
  }

  /** What an order takes: those that it names, else those that are kept with the account. */
  Map<String, String> documents(Map<String, String> kept) {
    Map<String, String> all = new LinkedHashMap<>(kept);
    all.putAll(documents());
    return all;
  }
}
