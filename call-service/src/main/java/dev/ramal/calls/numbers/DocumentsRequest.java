package dev.ramal.calls.numbers;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.kit.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The documents of an account for one kind of number.
 *
 * @param country ISO 3166-1 alpha-2; BR when absent
 * @param type of the numbers; local when absent
 * @param bundleId Twilio: sid of the regulatory bundle
 * @param addressId Twilio: sid of the address
 * @param requirementGroupId Telnyx: id of the requirement group
 */
@Schema(
    name = "NumberDocumentsChange",
    examples =
"""
{"country": "BR", "type": "local", "bundleId": "BU00000000000000000000000000000001", "addressId": "AD00000000000000000000000000000001"}
""")
record DocumentsRequest(
    @Schema(pattern = "[A-Z]{2}", defaultValue = "BR") String country,
    @Schema(implementation = NumberType.class, defaultValue = "local") String type,
    @Schema(pattern = "BU[0-9a-fA-F]{32}") String bundleId,
    @Schema(pattern = "AD[0-9a-fA-F]{32}") String addressId,
    @Schema(pattern = "[A-Za-z0-9-]{1,64}") String requirementGroupId) {

  DocumentsRequest {
    country = country == null ? "BR" : country;
    type = type == null ? NumberType.LOCAL.wire() : type;
  }

  /** Which numbers they are for, once {@link #check} has passed. */
  NumberType numberType() {
    return NumberType.find(type).orElseThrow();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  static void check(String country, String type) {
    refuse(placed(CallProblems.BAD_DOCUMENTS, country, type));
  }

  /**
   * @param demanded by the carrier for that country: all of them have to be there
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  void check(List<NumberDocument> demanded) {
    Problem problem = placed(CallProblems.BAD_DOCUMENTS, country, type);
    problem = formed(problem, "bundleId", bundleId, "BU[0-9a-fA-F]{32}");
    problem = formed(problem, "addressId", addressId, "AD[0-9a-fA-F]{32}");
    problem = formed(problem, "requirementGroupId", requirementGroupId, "[A-Za-z0-9-]{1,64}");
    List<String> fields = demanded.stream().map(NumberDocument::field).toList();
    for (NumberDocument document : demanded) {
      if (!ids().containsKey(document.field())) {
        problem = problem.field(document.field(), document.nextSteps());
      }
    }
    for (String given : ids().keySet()) {
      if (!fields.contains(given)) {
        problem = problem.field(given, "is not what this carrier asks for there");
      }
    }
    refuse(problem);
  }

  private static void refuse(Problem problem) {
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
  }

  private static Problem placed(Problem problem, String country, String type) {
    Problem checked =
        country.matches("[A-Z]{2}")
            ? problem
            : problem.field("country", "must be two capital letters, as in BR");
    return NumberType.find(type).isPresent()
        ? checked
        : checked.field(
            "type",
            "is no type of number",
            Arrays.stream(NumberType.values()).map(NumberType::wire).toArray(String[]::new));
  }

  private static Problem formed(Problem problem, String field, String id, String form) {
    return id == null || id.matches(form)
        ? problem
        : problem.field(field, "must be an id of the carrier's: " + form);
  }

  /** Those that were given, by their fields. */
  Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    put(ids, "bundleId", bundleId);
    put(ids, "addressId", addressId);
    put(ids, "requirementGroupId", requirementGroupId);
    return ids;
  }

  private static void put(Map<String, String> ids, String field, String value) {
    if (value != null) {
      ids.put(field, value);
    }
  }
}
