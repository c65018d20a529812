package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** The CRM v2 resources. */
final class RdRoutes {
  private static final String BASE = "/crm/v2";
  private static final int LONGEST_NOTE = 524_288;
  private static final RdList.Listing CONTACTS =
      new RdList.Listing(
          Set.of(
              "name", "job_title", "email", "phone", "organization_id", "created_at", "updated_at"),
          Set.of("name", "created_at", "updated_at"));
  private static final RdList.Listing DEALS =
      new RdList.Listing(
          Set.of(
              "id",
              "name",
              "rating",
              "status",
              "closed_at",
              "created_at",
              "updated_at",
              "expected_close_date",
              "organization_id",
              "stage_id",
              "lost_reason_id",
              "campaign_id",
              "owner_id",
              "pipeline_id",
              "contact_id"),
          Set.of("name", "rating", "created_at", "updated_at", "closed_at"));
  private static final RdList.Listing NOTES =
      new RdList.Listing(Set.of("registered_at", "user_id", "is"), Set.of("registered_at"));
  private static final RdList.Listing USERS = new RdList.Listing(Set.of("is"), Set.of());
  private static final RdList.Listing TASKS =
      new RdList.Listing(
          Set.of("deal_id", "type", "owner_ids", "completed_at", "due_date", "status"),
          Set.of("due_date", "deal_id", "completed_at", "updated_at"));

  private final RdClock clock;
  private final SimulatorServer server;
  private final RdCrms crms;
  private final RdTokens tokens;
  private final RdRate rate;
  private final RdWebhooks webhooks;

  /** An operation on the records of the CRM account whose token was shown. */
  private interface Operation {
    void handle(Exchange exchange, RdStore store);
  }

  RdRoutes(
      RdClock clock,
      SimulatorServer server,
      RdCrms crms,
      RdTokens tokens,
      RdRate rate,
      RdWebhooks webhooks) {
    this.clock = clock;
    this.server = server;
    this.crms = crms;
    this.tokens = tokens;
    this.rate = rate;
    this.webhooks = webhooks;
  }

  void mount() {
    server.route("POST", "/oauth2/token", tokens::token);
    guarded("GET", "/contacts", (asked, store) -> list(asked, store.contacts, CONTACTS));
    guarded("POST", "/contacts", this::createContact);
    guarded("GET", "/contacts/:id", (asked, store) -> one(asked, store.contacts));
    guarded("PUT", "/contacts/:id", (asked, store) -> change(asked, store, "contact"));
    guarded("GET", "/deals", (asked, store) -> list(asked, store.deals, DEALS));
    guarded("POST", "/deals", this::createDeal);
    guarded("GET", "/deals/:id", (asked, store) -> one(asked, store.deals));
    guarded("PUT", "/deals/:id", (asked, store) -> change(asked, store, "deal"));
    guarded("GET", "/deals/:id/notes", this::notes);
    guarded("POST", "/deals/:id/notes", this::createNote);
    guarded("GET", "/users", (asked, store) -> list(asked, store.users, USERS));
    guarded("GET", "/tasks", (asked, store) -> list(asked, store.tasks, TASKS));
    guarded("POST", "/tasks", this::createTask);
    guarded("PUT", "/tasks/:id", (asked, store) -> change(asked, store, "task"));
    guarded(
        "GET",
        "/webhooks",
        (asked, store) ->
            RdList.answer(asked, server.url(), webhooks.shown(store), RdList.Listing.PLAIN));
    guarded("POST", "/webhooks", webhooks::create);
    guarded("DELETE", "/webhooks/:id", webhooks::delete);
  }

  private void guarded(String method, String path, Operation operation) {
    server.route(
        method,
        BASE + path,
        exchange -> {
          String crm = tokens.check(exchange);
          rate.check(crm);
          operation.handle(exchange, crms.of(crm));
        });
  }

  private void list(Exchange exchange, Map<String, JsonObject> records, RdList.Listing listing) {
    RdList.answer(exchange, server.url(), records.values(), listing);
  }

  private static void one(Exchange exchange, Map<String, JsonObject> records) {
    nothingAsked(exchange);
    exchange.answer(200, data(asked(exchange, records)));
  }

  private void change(Exchange exchange, RdStore store, String kind) {
    nothingAsked(exchange);
    JsonObject record = asked(exchange, store.records(kind));
    record.mergeIn(RdInput.of(kind).given(exchange)).put("updated_at", now());
    exchange.answer(200, data(record));
    webhooks.updated(store, kind, record);
  }

  private void createContact(Exchange exchange, RdStore store) {
    nothingAsked(exchange);
    JsonObject given = RdInput.CONTACT.given(exchange);
    if (given.getString("name", "").isBlank()) {
      throw RdErrors.error(422, "name can't be blank");
    }
    answerMade(exchange, store, "contact", store.contact(given, now()));
  }

  private void createDeal(Exchange exchange, RdStore store) {
    nothingAsked(exchange);
    JsonObject given = RdInput.DEAL.given(exchange);
    if (!"ongoing".equals(given.getString("status", "ongoing"))) {
      throw RdErrors.error(422, "status must be ongoing");
    }
    answerMade(exchange, store, "deal", store.deal(given, now()));
  }

  private void createTask(Exchange exchange, RdStore store) {
    nothingAsked(exchange);
    JsonObject given = RdInput.TASK.given(exchange);
    if (!"open".equals(given.getString("status", "open"))) {
      throw RdErrors.error(422, "status must be open");
    }
    if (!store.deals.containsKey(given.getString("deal_id", ""))) {
      throw RdErrors.error(422, "deal_id must be a deal");
    }
    answerMade(exchange, store, "task", store.task(given.put("status", "open"), now()));
  }

  private void answerMade(Exchange exchange, RdStore store, String kind, JsonObject record) {
    exchange.answer(201, data(record));
    webhooks.created(store, kind, record);
  }

  /** Each request makes a note: the API has no idempotency key and notes cannot be taken back. */
  private void createNote(Exchange exchange, RdStore store) {
    nothingAsked(exchange);
    JsonObject deal = asked(exchange, store.deals);
    JsonObject given = RdInput.NOTE.given(exchange);
    String description = given.getString("description", "");
    if (description.isBlank() || description.length() > LONGEST_NOTE) {
      throw RdErrors.error(422, "description must have 1 to 524288 characters");
    }
    String user = given.getString("user_id");
    if (user != null && !store.users.containsKey(user)) {
      throw RdErrors.error(422, "user_id must be a user");
    }
    exchange.answer(201, data(store.note(deal.getString("id"), description, user, now())));
  }

  private void notes(Exchange exchange, RdStore store) {
    String deal = asked(exchange, store.deals).getString("id");
    RdList.answer(exchange, server.url(), store.notesOf(deal), NOTES);
  }

  private static JsonObject asked(Exchange exchange, Map<String, JsonObject> records) {
    JsonObject record = records.get(exchange.pathParam("id"));
    if (record == null) {
      throw RdErrors.notFound();
    }
    return record;
  }

  private static void nothingAsked(Exchange exchange) {
    if (!exchange.query().names().isEmpty()) {
      throw RdErrors.error(400, "unknown parameter: " + exchange.rawQuery());
    }
  }

  private static JsonObject data(JsonObject record) {
    return new JsonObject().put("data", record);
  }

  private String now() {
    return clock.second();
  }
}
