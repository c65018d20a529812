package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * RD Station CRM's stand-in: of v2 rolling OAuth tokens below {@code /oauth2}, contacts, deals,
 * notes, users and tasks below {@code /crm/v2}; of v1 contacts, deals, users and activities below
 * {@code /api/v1}, with a user's token in the query. Safe to use from any thread.
 */
public final class RdStationSimulator {
  /** Name in logs and fault switches. */
  public static final String NAME = "rdstation";

  private final SimulatorContext context;
  private final SimulatorServer server;
  private final RdCrms crms = new RdCrms();
  private final RdTokens tokens;
  private final RdRate rate;
  private final RdV1Tokens v1Tokens = new RdV1Tokens();
  private final RdWebhooks webhooks;

  public RdStationSimulator(SimulatorContext context) {
    this.context = context;
    this.server =
        new SimulatorServer(
            NAME, context.loop(), context.requests(), context.faults(), RdErrors::made);
    this.tokens = new RdTokens(context);
    this.rate = new RdRate(context.schedule());
    this.webhooks = new RdWebhooks(context);
    new RdRoutes(context, server, crms, tokens, rate, webhooks).mount();
    new RdV1Routes(context, server, crms, v1Tokens, rate).mount();
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
    context.loop().run(() -> tokens.register(account));
    return account;
  }

  /** The application with the refresh token that works next; null when it is unknown. */
  public RdAccount account(String clientId) {
    return context.loop().call(() -> tokens.account(clientId));
  }

  /** A fresh access token of the default CRM account. */
  public String accessToken() {
    return accessToken(RdAccount.DEFAULT_CRM);
  }

  /** A fresh access token of that CRM account. */
  public String accessToken(String crm) {
    return context.loop().call(() -> tokens.issueAccess(crm));
  }

  /**
   * Makes a token of v1 known.
   *
   * @param email of the user in that CRM account whose token it is
   */
  public void registerV1(String token, String crm, String email) {
    context.loop().run(() -> v1Tokens.register(token, new RdV1Tokens.Holder(crm, email)));
  }

  /** A token of v1 works no more. */
  public void revokeV1(String token) {
    context.loop().run(() -> v1Tokens.revoke(token));
  }

  /** All access tokens stop working, as after two hours. */
  public void expireAccessTokens() {
    context.loop().run(tokens::expireAll);
  }

  /**
   * @param perMinute requests allowed in a (shrunk) minute; 0 for no limit
   */
  public void rateLimit(int perMinute) {
    context.loop().run(() -> rate.limit(perMinute));
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

  /** As {@link #seed(String, String, JsonObject)}, in the default CRM account. */
  public String seed(String kind, JsonObject record) {
    return seed(RdAccount.DEFAULT_CRM, kind, record);
  }

  /**
   * Adds a record as it is, beside defaults; refuses one with a list that holds null or an entry of
   * another kind, as the API does.
   *
   * @param crm name of the CRM account
   * @param kind contacts, deals, users or tasks
   * @return its id
   */
  public String seed(String crm, String kind, JsonObject record) {
    return context
        .loop()
        .call(
            () -> {
              RdInput.checkLists(record);
              RdStore store = crms.of(crm);
              String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
              JsonObject kept =
                  switch (kind) {
                    case "contacts" -> store.contact(record, now);
                    case "deals" -> store.deal(record, now);
                    case "users" -> store.user(record, now);
                    case "tasks" -> store.task(record, now);
                    default -> throw new IllegalArgumentException("no such kind: " + kind);
                  };
              if (!kind.equals("users")) {
                webhooks.created(store, one(kind), kept);
              }
              return kept.getString("id");
            });
  }

  /**
   * Somebody changes a record, as it is changed there by hand.
   *
   * @param kind contacts, deals or tasks
   * @param fields those that become other
   */
  public void change(String crm, String kind, String id, JsonObject fields) {
    context
        .loop()
        .run(
            () -> {
              RdInput.checkLists(fields);
              RdStore store = crms.of(crm);
              JsonObject record = known(store, one(kind), id);
              String now = context.now().truncatedTo(ChronoUnit.SECONDS).toString();
              record.mergeIn(fields.copy()).put("updated_at", now);
              webhooks.updated(store, one(kind), record);
            });
  }

  /**
   * Somebody deletes a record.
   *
   * @param kind contacts, deals or tasks
   */
  public void delete(String crm, String kind, String id) {
    context
        .loop()
        .run(
            () -> {
              RdStore store = crms.of(crm);
              JsonObject record = known(store, one(kind), id);
              store.records(one(kind)).remove(id);
              webhooks.deleted(store, one(kind), record);
            });
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

  /**
   * An administrator of the CRM enters where it is to tell what changes of its contacts and deals;
   * once more replaces what was entered before.
   *
   * @param header in which the secret is sent
   */
  public void subscribe(String crm, String url, String header, String secret) {
    context
        .loop()
        .run(
            () -> {
              webhooks.unsubscribe(crm);
              for (String event : RdWebhooks.OF_CONTACTS_AND_DEALS) {
                webhooks.subscribe(
                    crm,
                    new JsonObject()
                        .put("event_name", event)
                        .put("url", url)
                        .put("auth_header", header)
                        .put("auth_key", secret));
              }
            });
  }

  /** The CRM account tells nothing any more. */
  public void unsubscribe(String crm) {
    context.loop().run(() -> webhooks.unsubscribe(crm));
  }

  /** The notes of a deal, oldest first, whichever account it is in. */
  public List<JsonObject> notes(String dealId) {
    return notes().stream().filter(note -> dealId.equals(note.getString("deal_id"))).toList();
  }

  /** All notes, account by account, oldest first, each with its deal_id and crm beside. */
  public List<JsonObject> notes() {
    return context
        .loop()
        .call(
            () -> {
              List<JsonObject> notes = new ArrayList<>();
              crms.each((crm, store) -> notes.addAll(store.notesWithDeals(crm)));
              return notes;
            });
  }

  /** The tasks of a deal, oldest first, whichever account it is in. */
  public List<JsonObject> tasks(String dealId) {
    return records("tasks", "deal_id", dealId);
  }

  /**
   * A deal as it is now, whichever account it is in.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public JsonObject deal(String id) {
    return records("deals", "id", id).stream().findFirst().orElseThrow();
  }

  private List<JsonObject> records(String kind, String field, String value) {
    return state().getJsonArray(kind).stream()
        .map(JsonObject.class::cast)
        .filter(record -> value.equals(record.getString(field)))
        .toList();
  }

  /**
   * Contacts, deals, users, tasks and notes, each with its account as crm, for a person to read.
   */
  public JsonObject state() {
    return context
        .loop()
        .call(
            () ->
                new JsonObject()
                    .put("contacts", all(store -> store.contacts))
                    .put("deals", all(store -> store.deals))
                    .put("users", all(store -> store.users))
                    .put("tasks", all(store -> store.tasks))
                    .put("notes", all(store -> store.notes)));
  }

  private JsonArray all(Function<RdStore, Map<String, JsonObject>> records) {
    JsonArray all = new JsonArray();
    crms.each(
        (crm, store) ->
            records.apply(store).values().forEach(one -> all.add(one.copy().put("crm", crm))));
    return all;
  }

  /** What the API was asked, oldest first. */
  public List<ReceivedRequest> requests() {
    return context.requests().of(NAME);
  }

  /**
   * Forgets all records and puts the rate limit back; applications, tokens and whom it tells of
   * changes stay.
   */
  public void reset() {
    context
        .loop()
        .run(
            () -> {
              crms.clear();
              rate.clear();
            });
  }
}
