package dev.ramal.simulators.rdstation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The records of all CRM accounts as people change them by hand and look at them; whoever asked is
 * told of changes. Confined to the loop.
 */
final class RdRecords {
  private final RdClock clock;
  private final RdCrms crms;
  private final RdWebhooks webhooks;

  RdRecords(RdClock clock, RdCrms crms, RdWebhooks webhooks) {
    this.clock = clock;
    this.crms = crms;
    this.webhooks = webhooks;
  }

  /**
   * @param kind contacts, organizations, deals, users or tasks
   * @return its id
   */
  String add(String crm, String kind, JsonObject record) {
    RdInput.checkLists(record);
    RdStore store = crms.of(crm);
    JsonObject kept =
        switch (kind) {
          case "contacts" -> store.contact(record, now());
          case "organizations" -> store.organization(record, now());
          case "deals" -> store.deal(record, now());
          case "users" -> store.user(record, now());
          case "tasks" -> store.task(record, now());
          default -> throw new IllegalArgumentException("no such kind: " + kind);
        };
    if (!kind.equals("users")) {
      webhooks.created(store, one(kind), kept);
    }
    return kept.getString("id");
  }

  /**
   * @param kind contacts, organizations, deals or tasks
   * @param fields those that become other
   */
  void change(String crm, String kind, String id, JsonObject fields) {
    RdInput.checkLists(fields);
    RdStore store = crms.of(crm);
    JsonObject record = known(store, one(kind), id);
    record.mergeIn(fields.copy()).put("updated_at", now());
    webhooks.updated(store, one(kind), record);
  }

  /**
   * @param kind contacts, organizations, deals or tasks
   */
  void delete(String crm, String kind, String id) {
    RdStore store = crms.of(crm);
    JsonObject record = known(store, one(kind), id);
    store.records(one(kind)).remove(id);
    webhooks.deleted(store, one(kind), record);
  }

  /** All notes, account by account, oldest first, each with its deal_id and crm beside. */
  List<JsonObject> notes() {
    List<JsonObject> notes = new ArrayList<>();
    crms.each((crm, store) -> notes.addAll(store.notesWithDeals(crm)));
    return notes;
  }

  /** Contacts, organizations, deals, users, tasks and notes, each with its account as crm. */
  JsonObject all() {
    return new JsonObject()
        .put("contacts", all(store -> store.contacts))
        .put("organizations", all(store -> store.organizations))
        .put("deals", all(store -> store.deals))
        .put("users", all(store -> store.users))
        .put("tasks", all(store -> store.tasks))
        .put("notes", all(store -> store.notes));
  }

  private JsonArray all(Function<RdStore, Map<String, JsonObject>> records) {
    JsonArray all = new JsonArray();
    crms.each(
        (crm, store) ->
            records.apply(store).values().forEach(one -> all.add(one.copy().put("crm", crm))));
    return all;
  }

  private String now() {
    return clock.second();
  }

  /** Name of one of the kind. */
  private static String one(String kind) {
    return kind.substring(0, kind.length() - 1);
  }

  private static JsonObject known(RdStore store, String kind, String id) {
    JsonObject record = store.records(kind).get(id);
    if (record == null) {
      throw new IllegalArgumentException("no such " + kind + ": " + id);
    }
    return record;
  }
}
