package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * What may be written of a kind of record, as the v2 reference lists it. What is only read, such as
 * a deal's total_price or pipeline_id, is refused like a name that does not exist.
 *
 * @param fields names in {@code data}
 * @param values what a field may be, where the reference says so
 */
record RdInput(Set<String> fields, Map<String, Set<String>> values) {
  static final RdInput CONTACT =
      new RdInput(
          Set.of(
              "name",
              "job_title",
              "emails",
              "phones",
              "birthday",
              "social_profiles",
              "organization_id",
              "whatsapp_username",
              "legal_bases",
              "custom_fields"),
          Map.of());
  static final RdInput DEAL =
      new RdInput(
          Set.of(
              "name",
              "recurrence_price",
              "one_time_price",
              "expected_close_date",
              "rating",
              "status",
              "stage_id",
              "owner_id",
              "source_id",
              "campaign_id",
              "lost_reason_id",
              "organization_id",
              "contact_ids",
              "custom_fields",
              "distribution_settings"),
          Map.of("status", Set.of("won", "lost", "ongoing", "paused")));
  static final RdInput TASK =
      new RdInput(
          Set.of(
              "name",
              "description",
              "type",
              "status",
              "due_date",
              "deal_id",
              "owner_ids",
              "created_by_id",
              "completed_by_id"),
          Map.of("status", Set.of("open", "completed")));
  static final RdInput NOTE = new RdInput(Set.of("description", "user_id"), Map.of());

  private static final Set<String> PHONES = Set.of("work", "fax", "home", "mobile");

  /** The body's {@code data}; 400 for a field that is not one, 422 for a value that is none. */
  JsonObject given(Exchange exchange) {
    JsonObject body = exchange.json();
    JsonObject given = body.getJsonObject("data");
    if (given == null || body.size() != 1) {
      throw RdErrors.error(400, "the body must be wrapped in data");
    }
    for (String name : given.fieldNames()) {
      if (!fields.contains(name)) {
        throw RdErrors.error(400, "unknown field: " + name);
      }
    }
    values.forEach(
        (name, allowed) -> {
          Object value = given.getValue(name);
          if (value != null && !allowed.contains(value.toString())) {
            throw RdErrors.error(422, name + " must be one of " + allowed);
          }
        });
    checkPhones(given.getJsonArray("phones", new JsonArray()));
    return given;
  }

  private static void checkPhones(JsonArray phones) {
    for (Object phone : phones) {
      if (!(phone instanceof JsonObject entry)
          || !Set.of("phone", "type").containsAll(entry.fieldNames())
          || !PHONES.contains(entry.getString("type", "mobile"))) {
        throw RdErrors.error(422, "phones must hold a phone and a type of " + PHONES);
      }
    }
  }
}
