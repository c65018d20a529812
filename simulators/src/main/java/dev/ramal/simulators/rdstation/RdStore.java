package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contacts, organizations, deals, notes, users and tasks of one CRM account. Confined to the loop.
 */
final class RdStore {
  /** Name of the account. */
  final String crm;

  final Map<String, JsonObject> contacts = new LinkedHashMap<>();
  final Map<String, JsonObject> organizations = new LinkedHashMap<>();
  final Map<String, JsonObject> deals = new LinkedHashMap<>();
  final Map<String, JsonObject> users = new LinkedHashMap<>();
  final Map<String, JsonObject> tasks = new LinkedHashMap<>();
  final Map<String, JsonObject> notes = new LinkedHashMap<>();
  final Map<String, String> dealOfNote = new LinkedHashMap<>();

  RdStore(String crm) {
    this.crm = crm;
  }

  /** Ids are 24 hexadecimal digits. */
  static String newId() {
    return Ids.hex(12);
  }

  /**
   * @param kind contact, organization, deal or task
   */
  Map<String, JsonObject> records(String kind) {
    return switch (kind) {
      case "contact" -> contacts;
      case "organization" -> organizations;
      case "deal" -> deals;
      case "task" -> tasks;
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    };
  }

  JsonObject contact(JsonObject given, String now) {
    return keep(
        contacts,
        new JsonObject()
            .put("id", newId())
            .put("name", null)
            .put("job_title", null)
            .put("emails", new JsonArray())
            .put("phones", new JsonArray())
            .put("birthday", null)
            .put("social_profiles", new JsonArray())
            .put("organization_id", null)
            .put("legal_bases", new JsonArray())
            .put("custom_fields", new JsonObject())
            .put("created_at", now)
            .put("updated_at", now),
        given);
  }

  JsonObject organization(JsonObject given, String now) {
    return keep(
        organizations,
        new JsonObject()
            .put("id", newId())
            .put("name", null)
            .put("created_at", now)
            .put("updated_at", now),
        given);
  }

  JsonObject deal(JsonObject given, String now) {
    return keep(
        deals,
        new JsonObject()
            .put("id", newId())
            .put("name", null)
            .put("recurrence_price", 0)
            .put("one_time_price", 0)
            .put("total_price", 0)
            .put("expected_close_date", null)
            .put("rating", 1)
            .put("status", "ongoing")
            .put("closed_at", null)
            .put("pipeline_id", "65f0b1b10000000000000031")
            .put("stage_id", "65f057a6e000000000000021")
            .put("owner_id", null)
            .put("source_id", null)
            .put("campaign_id", null)
            .put("lost_reason_id", null)
            .put("organization_id", null)
            .put("contact_ids", new JsonArray())
            .put("custom_fields", new JsonObject())
            .put("created_at", now)
            .put("updated_at", now),
        given);
  }

  JsonObject user(JsonObject given, String now) {
    return keep(
        users,
        new JsonObject()
            .put("id", newId())
            .put("name", null)
            .put("email", null)
            .put("phone", null)
            .put("created_at", now)
            .put("updated_at", now),
        given);
  }

  JsonObject task(JsonObject given, String now) {
    return keep(
        tasks,
        new JsonObject()
            .put("id", newId())
            .put("name", null)
            .put("description", null)
            .put("type", "task")
            .put("status", "open")
            .put("due_date", null)
            .put("deal_id", null)
            .put("owner_ids", new JsonArray())
            .put("created_by_id", null)
            .put("completed_by_id", null)
            .put("completed_at", null)
            .put("created_at", now)
            .put("updated_at", now),
        given);
  }

  JsonObject note(String dealId, String description, String userId, String now) {
    JsonObject note =
        new JsonObject()
            .put("id", newId())
            .put("description", description)
            .put("user_id", userId)
            .put("registered_at", now)
            .put("pinned_at", null)
            .put("edited_by_id", null)
            .put("edited_at", null);
    notes.put(note.getString("id"), note);
    dealOfNote.put(note.getString("id"), dealId);
    return note;
  }

  /** The notes of a deal, oldest first. */
  List<JsonObject> notesOf(String dealId) {
    return notes.values().stream()
        .filter(note -> dealId.equals(dealOfNote.get(note.getString("id"))))
        .toList();
  }

  /** All notes, oldest first, each with its deal_id and the account's name beside. */
  List<JsonObject> notesWithDeals(String crm) {
    return notes.values().stream()
        .map(note -> note.copy().put("deal_id", dealOfNote.get(note.getString("id"))))
        .map(note -> note.put("crm", crm))
        .toList();
  }

  private static JsonObject keep(
      Map<String, JsonObject> where, JsonObject blank, JsonObject given) {
    JsonObject record = blank.mergeIn(given);
    where.put(record.getString("id"), record);
    return record;
  }
}
