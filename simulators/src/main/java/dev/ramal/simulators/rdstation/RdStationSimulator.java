package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.context.StandIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * RD Station CRM's stand-in: of v2 rolling OAuth tokens below {@code /oauth2}, contacts, deals,
 * notes, users and tasks below {@code /crm/v2}; of v1 contacts, deals, users and activities below
 * {@code /api/v1}, with a user's token in the query. Safe to use from any thread.
 */
public final class RdStationSimulator extends StandIn {
  /** Name in logs and fault switches. */
  public static final String NAME = "rdstation";

  private final RdCrms crms = new RdCrms();
  private final RdTokens tokens;
  private final RdRate rate;
  private final RdV1Tokens v1Tokens = new RdV1Tokens();
  private final RdWebhooks webhooks;
  private final RdRecords records;

  public RdStationSimulator(SimulatorContext context) {
    super(NAME, context, RdErrors::made);
    this.tokens = new RdTokens(context);
    this.rate = new RdRate(context.schedule());
    RdClock clock = new RdClock(context::now);
    this.webhooks = new RdWebhooks(context, clock);
    this.records = new RdRecords(clock, crms, webhooks);
    new RdRoutes(clock, server(), crms, tokens, rate, webhooks).mount();
    new RdV1Routes(clock, server(), crms, v1Tokens, rate).mount();
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
   * @param kind contacts, organizations, deals, users or tasks
   * @return its id
   */
  public String seed(String crm, String kind, JsonObject record) {
    return context.loop().call(() -> records.add(crm, kind, record));
  }

  /**
   * Somebody changes a record, as it is changed there by hand.
   *
   * @param kind contacts, deals or tasks
   * @param fields those that become other
   */
  public void change(String crm, String kind, String id, JsonObject fields) {
    context.loop().run(() -> records.change(crm, kind, id, fields));
  }

  /**
   * Somebody deletes a record.
   *
   * @param kind contacts, deals or tasks
   */
  public void delete(String crm, String kind, String id) {
    context.loop().run(() -> records.delete(crm, kind, id));
  }

  /**
   * An administrator of the CRM enters where it is to tell what changes of its contacts and deals;
   * once more replaces what was entered before.
   *
   * @param header in which the secret is sent
   */
  public void subscribe(String crm, String url, String header, String secret) {
    context.loop().run(() -> webhooks.enter(crm, url, header, secret));
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
    return context.loop().call(records::notes);
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
   * Contacts, organizations, deals, users, tasks and notes, each with its account as crm, for a
   * person to read.
   */
  public JsonObject state() {
    return context.loop().call(records::all);
  }

  /**
   * Forgets all records and puts the rate limit back; applications, tokens and whom it tells of
   * changes stay.
   */
  @Override
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
