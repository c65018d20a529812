package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * RD Station CRM v2's stand-in: rolling OAuth tokens below {@code /oauth2}, contacts, deals, notes,
 * users and tasks below {@code /crm/v2}. Safe to use from any thread.
 */
public final class RdStationSimulator {
  /** Name in logs and fault switches. */
  public static final String NAME = "rdstation";

  private final Stage stage;
  private final SimulatorServer server;
  private final RdStore store = new RdStore();
  private final RdTokens tokens;
  private final RdRate rate;

  public RdStationSimulator(Stage stage) {
    this.stage = stage;
    this.server =
        new SimulatorServer(NAME, stage.loop(), stage.requests(), stage.faults(), RdErrors::made);
    this.tokens = new RdTokens(stage);
    this.rate = new RdRate(stage.schedule());
    new RdRoutes(stage, server, store, tokens, rate).mount();
  }

  public SimulatorServer server() {
    return server;
  }

  /** Value for the API base URL of a client, without a path. */
  public String baseUrl() {
    return server.url();
  }

  /** Makes an application known. */
  public RdAccount register(RdAccount account) {
    stage.loop().run(() -> tokens.register(account));
    return account;
  }

  /** The application with the refresh token that works next; null when it is unknown. */
  public RdAccount account(String clientId) {
    return stage.loop().call(() -> tokens.account(clientId));
  }

  /** A fresh access token. */
  public String accessToken() {
    return stage.loop().call(tokens::issueAccess);
  }

  /** All access tokens stop working, as after two hours. */
  public void expireAccessTokens() {
    stage.loop().run(tokens::expireAll);
  }

  /**
   * @param perMinute requests allowed in a (shrunk) minute; 0 for no limit
   */
  public void rateLimit(int perMinute) {
    stage.loop().run(() -> rate.limit(perMinute));
  }

  /** Adds a contact with phones as they are stored, in any form; answers its id. */
  public String addContact(String name, String... phones) {
    JsonArray list = new JsonArray();
    for (String phone : phones) {
      list.add(new JsonObject().put("phone", phone).put("type", "mobile"));
    }
    return seed("contacts", new JsonObject().put("name", name).put("phones", list));
  }

  /**
   * Adds a deal; answers its id.
   *
   * @param status ongoing, paused, won or lost
   */
  public String addDeal(String name, String contactId, String status) {
    return seed(
        "deals",
        new JsonObject()
            .put("name", name)
            .put("status", status)
            .put("contact_ids", new JsonArray().add(contactId)));
  }

  /** Adds a user; answers its id. */
  public String addUser(String name, String email) {
    return seed("users", new JsonObject().put("name", name).put("email", email));
  }

  /**
   * Adds a record as it is, beside defaults.
   *
   * @param kind contacts, deals, users or tasks
   * @return its id
   */
  public String seed(String kind, JsonObject record) {
    return stage
        .loop()
        .call(
            () -> {
              String now = stage.now().truncatedTo(ChronoUnit.SECONDS).toString();
              JsonObject kept =
                  switch (kind) {
                    case "contacts" -> store.contact(record, now);
                    case "deals" -> store.deal(record, now);
                    case "users" -> store.user(record, now);
                    case "tasks" -> store.task(record, now);
                    default -> throw new IllegalArgumentException("no such kind: " + kind);
                  };
              return kept.getString("id");
            });
  }

  /** The notes of a deal, oldest first. */
  public List<JsonObject> notes(String dealId) {
    return stage
        .loop()
        .call(
            () ->
                store.notes.values().stream()
                    .filter(note -> dealId.equals(store.dealOfNote.get(note.getString("id"))))
                    .map(JsonObject::copy)
                    .toList());
  }

  /** All notes, oldest first, each with its deal_id beside. */
  public List<JsonObject> notes() {
    return stage
        .loop()
        .call(
            () ->
                store.notes.values().stream()
                    .map(
                        note ->
                            note.copy().put("deal_id", store.dealOfNote.get(note.getString("id"))))
                    .toList());
  }

  /** Contacts, deals, users, tasks and notes, for a person to read. */
  public JsonObject state() {
    return stage
        .loop()
        .call(
            () ->
                new JsonObject()
                    .put("contacts", new JsonArray(List.copyOf(store.contacts.values())))
                    .put("deals", new JsonArray(List.copyOf(store.deals.values())))
                    .put("users", new JsonArray(List.copyOf(store.users.values())))
                    .put("tasks", new JsonArray(List.copyOf(store.tasks.values())))
                    .put("notes", new JsonArray(List.copyOf(store.notes.values())))
                    .copy());
  }

  /** What the API was asked, oldest first. */
  public List<ReceivedRequest> requests() {
    return stage.requests().of(NAME);
  }

  /** Forgets all records and puts the rate limit back; applications and tokens stay. */
  public void reset() {
    stage
        .loop()
        .run(
            () -> {
              store.clear();
              rate.clear();
            });
  }
}
