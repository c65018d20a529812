package dev.ramal.simulators.rdstation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * Records as webhooks show them: contacts and tasks as the API has them, a deal in a third shape,
 * without its contacts; of one that is deleted only the id and the name. Times are Brasília's.
 */
final class RdDocuments {
  private static final ZoneOffset BRASILIA = ZoneOffset.ofHours(-3);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private RdDocuments() {}

  static JsonObject of(String kind, JsonObject record) {
    JsonObject shown = kind.equals("deal") ? deal(record) : record.copy();
    for (String time : new String[] {"created_at", "updated_at", "closed_at", "completed_at"}) {
      if (shown.getString(time) != null) {
        shown.put(time, inBrasilia(shown.getString(time)));
      }
    }
    if (kind.equals("task") && shown.getString("created_by_id") == null) {
      shown.put("created_by_id", "");
    }
    return shown;
  }

  static JsonObject deleted(JsonObject record) {
    return only(record, "id", "name");
  }

  private static JsonObject deal(JsonObject record) {
    return only(record, "id", "name")
        .put("amount_monthly", record.getValue("recurrence_price"))
        .put("amount_unique", record.getValue("one_time_price"))
        .put("amount_total", record.getValue("total_price"))
        .put("prediction_date", record.getValue("expected_close_date"))
        .put("created_at", record.getValue("created_at"))
        .put("updated_at", record.getValue("updated_at"))
        .put("rating", record.getValue("rating"))
        .put("status", record.getValue("status"))
        .put("closed_at", record.getValue("closed_at"))
        .put("user", named(record.getString("owner_id")))
        .put("deal_stage", named(record.getString("stage_id")))
        .put("deal_pipeline", named(record.getString("pipeline_id")))
        .put("deal_source", named(record.getString("source_id")))
        .put("campaign", named(record.getString("campaign_id")))
        .put("deal_lost_reason", named(record.getString("lost_reason_id")))
        .put("deal_custom_fields", new JsonArray())
        .put("deal_products", new JsonArray());
  }

  private static JsonObject named(String id) {
    return id == null ? new JsonObject() : new JsonObject(Map.of("id", id));
  }

  private static JsonObject only(JsonObject record, String... fields) {
    JsonObject shown = new JsonObject();
    for (String field : fields) {
      shown.put(field, record.getValue(field));
    }
    return shown;
  }

  private static String inBrasilia(String time) {
    return OffsetDateTime.parse(time).withOffsetSameInstant(BRASILIA).format(TIME);
  }
}
