package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Tasks as v1 takes and shows them; they are those of v2. Times are those of São Paulo. */
final class RdV1Tasks {
  private static final Set<String> TYPES =
      Set.of("call", "email", "meeting", "task", "lunch", "visit", "whatsapp");
  private static final Set<String> KNOWN =
      Set.of("deal_id", "user_ids", "subject", "type", "hour", "date", "notes");
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  private RdV1Tasks() {}

  /** As the store keeps a task. */
  static JsonObject given(Exchange exchange, RdStore store) {
    JsonObject given = exchange.json().getJsonObject("task");
    if (given == null) {
      throw RdV1Errors.bad("the body must be wrapped in task");
    }
    for (String name : given.fieldNames()) {
      if (!KNOWN.contains(name)) {
        throw RdV1Errors.field(name, "is unknown");
      }
    }
    if (!store.deals.containsKey(given.getString("deal_id", ""))) {
      throw RdV1Errors.notFound();
    }
    JsonArray users = given.getJsonArray("user_ids", new JsonArray());
    if (users.isEmpty() || !store.users.keySet().containsAll(users.getList())) {
      throw RdV1Errors.field("user_ids", "is invalid");
    }
    if (given.getString("subject", "").length() < 3) {
      throw RdV1Errors.field("subject", "is too short");
    }
    if (!TYPES.contains(given.getString("type", ""))) {
      throw RdV1Errors.field("type", "is not included in the list");
    }
    return new JsonObject()
        .put("name", given.getString("subject"))
        .put("description", given.getString("notes"))
        .put("type", given.getString("type"))
        .put("due_date", due(given).toInstant().toString())
        .put("deal_id", given.getString("deal_id"))
        .put("owner_ids", users);
  }

  private static ZonedDateTime due(JsonObject given) {
    try {
      return LocalDate.parse(given.getString("date", ""))
          .atTime(LocalTime.parse(given.getString("hour", "")))
          .atZone(ZONE);
    } catch (DateTimeParseException e) {
      throw RdV1Errors.field("date", "is invalid");
    }
  }

  static List<JsonObject> of(RdStore store, String dealId) {
    return store.tasks.values().stream()
        .filter(task -> dealId == null || dealId.equals(task.getString("deal_id")))
        .map(RdV1Tasks::shown)
        .toList();
  }

  static JsonObject shown(JsonObject task) {
    return new JsonObject()
        .put("_id", task.getString("id"))
        .put("id", task.getString("id"))
        .put("subject", task.getString("name"))
        .put("notes", task.getString("description"))
        .put("type", task.getString("type"))
        .put("done", "completed".equals(task.getString("status")))
        .put("user_ids", task.getJsonArray("owner_ids"));
  }
}
