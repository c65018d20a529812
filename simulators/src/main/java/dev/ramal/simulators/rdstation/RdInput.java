package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
          Map.of(
              "status",
              Set.of("open", "completed", "canceled"),
              "type",
              Set.of("call", "email", "meeting", "task", "lunch", "visit", "whatsapp")));
  static final RdInput NOTE = new RdInput(Set.of("description", "user_id"), Map.of());

  static final RdInput WEBHOOK =
      new RdInput(
          Set.of("name", "event_name", "http_method", "url", "auth_header", "auth_key"),
          Map.of("http_method", Set.of("POST"), "event_name", RdWebhooks.EVENTS));

  private static final Set<String> PHONES = Set.of("work", "fax", "home", "mobile");
  private static final Set<String> IDS = Set.of("contact_ids", "owner_ids");
  private static final Set<String> OBJECTS =
      Set.of("phones", "emails", "social_profiles", "legal_bases");

  /**
   * @param kind contact, deal or task
   */
  static RdInput of(String kind) {
    return switch (kind) {
      case "contact" -> CONTACT;
      case "deal" -> DEAL;
      case "task" -> TASK;
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    };
  }

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
    checkLists(given);
    for (Object phone : given.getJsonArray("phones", new JsonArray())) {
      checkPhone((JsonObject) phone);
    }
    return given;
  }

  /**
   * 422 for a list that is none, or holds what its records cannot be: lists are filtered by what
   * they hold, so one odd entry would break every list of these records.
   */
  static void checkLists(JsonObject record) {
    IDS.forEach(name -> checkList(record, name, "ids", RdInput::isId));
    OBJECTS.forEach(name -> checkList(record, name, "objects", JsonObject.class::isInstance));
  }

  private static void checkList(
      JsonObject record, String name, String of, Predicate<Object> allowed) {
    if (record.containsKey(name)
        && !(record.getValue(name) instanceof JsonArray list && list.stream().allMatch(allowed))) {
      throw RdErrors.error(422, name + " must be a list of " + of);
    }
  }

  private static boolean isId(Object entry) {
    return entry instanceof String id && !id.isBlank();
  }

  private static void checkPhone(JsonObject phone) {
    if (!Set.of("phone", "type").containsAll(phone.fieldNames())
        || !(phone.getValue("phone") instanceof String)
        || !PHONES.contains(String.valueOf(phone.getValue("type", "mobile")))) {
      throw RdErrors.error(422, "phones must hold a phone and a type of " + PHONES);
    }
  }
}
