package dev.ramal.simulators.twilio.regulations;

import dev.ramal.simulators.twilio.regulations.Regulation.Paper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a bundle holds what its regulation demands.
 *
 * @param results one for each demand
 */
record Evaluation(boolean compliant, JsonArray results) {

  /**
   * @param items what was assigned to the bundle
   * @param isAddress whether the account has an address of that sid
   */
  static Evaluation of(Regulation regulation, List<JsonObject> items, Predicate<String> isAddress) {
    JsonArray results = new JsonArray();
    results.add(
        result(
            regulation.endUserType(),
            regulation.endUserType() + "_info",
            missing(regulation.endUserType(), regulation.endUserFields(), items, isAddress)));
    for (Paper paper : regulation.papers()) {
      results.add(
          result(
              paper.type(),
              paper.requirement(),
              missing(paper.type(), paper.fields(), items, isAddress)));
    }
    boolean compliant =
        results.stream().allMatch(result -> ((JsonObject) result).getBoolean("passed"));
    return new Evaluation(compliant, results);
  }

  /** The fields that nothing of the type fills; all of them where nothing of the type is there. */
  private static List<String> missing(
      String type, List<String> fields, List<JsonObject> items, Predicate<String> isAddress) {
    return items.stream()
        .filter(item -> type.equals(item.getString("type")))
        .map(item -> item.getJsonObject("attributes"))
        .map(given -> fields.stream().filter(field -> !isFilled(given, field, isAddress)).toList())
        .min((one, other) -> Integer.compare(one.size(), other.size()))
        .orElse(fields);
  }

  private static boolean isFilled(JsonObject given, String field, Predicate<String> isAddress) {
    Object value = given.getValue(field);
    if (value instanceof JsonArray all) {
      return !all.isEmpty() && all.stream().allMatch(each -> isAddress.test(String.valueOf(each)));
    }
    return value != null && !value.toString().isBlank() && !field.equals("address_sids");
  }

  private static JsonObject result(String type, String requirement, List<String> missing) {
    JsonArray invalid = new JsonArray();
    missing.forEach(
        field ->
            invalid.add(
                new JsonObject()
                    .put("friendly_name", field.replace('_', ' '))
                    .put("object_field", field)
                    .put("failure_reason", "A " + field.replace('_', ' ') + " is missing")
                    .put("error_code", 22215)));
    return new JsonObject()
        .put("friendly_name", type)
        .put("object_type", type)
        .put("passed", missing.isEmpty())
        .put("failure_reason", missing.isEmpty() ? null : "Missing: " + String.join(", ", missing))
        .put("error_code", missing.isEmpty() ? null : 22214)
        .put("valid", new JsonArray())
        .put("invalid", invalid)
        .put("requirement_friendly_name", requirement)
        .put("requirement_name", requirement);
  }
}
