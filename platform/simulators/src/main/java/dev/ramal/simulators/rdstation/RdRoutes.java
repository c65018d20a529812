package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Endpoint;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.stage.Stage;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/** The CRM v2 resources. */
final class RdRoutes {
  private static final String BASE = "/crm/v2";
  private static final int LONGEST_NOTE = 524_288;
  private static final Set<String> CONTACT_FILTERS =
      Set.of("name", "job_title", "email", "phone", "organization_id", "created_at", "updated_at");
  private static final Set<String> DEAL_FILTERS =
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
          "contact_id");

  private final Stage stage;
  private final SimulatorServer server;
  private final RdStore store;
  private final RdTokens tokens;
  private final RdRate rate;

  RdRoutes(Stage stage, SimulatorServer server, RdStore store, RdTokens tokens, RdRate rate) {
    this.stage = stage;
    this.server = server;
    this.store = store;
    this.tokens = tokens;
    this.rate = rate;
  }

  void mount() {
    server.route("POST", "/oauth2/token", tokens::token);
    guarded("GET", "/contacts", exchange -> list(exchange, store.contacts, CONTACT_FILTERS));
    guarded("POST", "/contacts", this::createContact);
    guarded("GET", "/contacts/:id", exchange -> one(exchange, store.contacts));
    guarded("PUT", "/contacts/:id", exchange -> change(exchange, store.contacts));
    guarded("GET", "/deals", exchange -> list(exchange, store.deals, DEAL_FILTERS));
    guarded("POST", "/deals", this::createDeal);
    guarded("GET", "/deals/:id", exchange -> one(exchange, store.deals));
    guarded("PUT", "/deals/:id", exchange -> change(exchange, store.deals));
    guarded("GET", "/deals/:id/notes", this::notes);
    guarded("POST", "/deals/:id/notes", this::createNote);
    guarded("GET", "/users", exchange -> list(exchange, store.users, Set.of("is")));
    guarded(
        "GET",
        "/tasks",
        exchange ->
            list(
                exchange,
                store.tasks,
                Set.of("deal_id", "type", "owner_ids", "completed_at", "due_date", "status")));
    guarded("POST", "/tasks", this::createTask);
    guarded("PUT", "/tasks/:id", exchange -> change(exchange, store.tasks));
  }

  private void guarded(String method, String path, Endpoint endpoint) {
    server.route(
        method,
        BASE + path,
        exchange -> {
          tokens.check(exchange);
          rate.check();
          endpoint.handle(exchange);
        });
  }

  private void list(Exchange exchange, Map<String, JsonObject> records, Set<String> filterable) {
    RdList.answer(exchange, server.url(), records.values(), filterable);
  }

  private void one(Exchange exchange, Map<String, JsonObject> records) {
    exchange.answer(200, data(asked(exchange, records)));
  }

  private void change(Exchange exchange, Map<String, JsonObject> records) {
    JsonObject record = asked(exchange, records);
    record.mergeIn(given(exchange)).put("updated_at", now());
    exchange.answer(200, data(record));
  }

  private void createContact(Exchange exchange) {
    JsonObject given = given(exchange);
    if (given.getString("name", "").isBlank()) {
      throw RdErrors.error(422, "name can't be blank");
    }
    exchange.answer(201, data(store.contact(given, now())));
  }

  private void createDeal(Exchange exchange) {
    JsonObject given = given(exchange);
    if (!"ongoing".equals(given.getString("status", "ongoing"))) {
      throw RdErrors.error(422, "status must be ongoing");
    }
    exchange.answer(201, data(store.deal(given, now())));
  }

  private void createTask(Exchange exchange) {
    JsonObject given = given(exchange);
    if (!store.deals.containsKey(given.getString("deal_id", ""))) {
      throw RdErrors.error(422, "deal_id must be a deal");
    }
    exchange.answer(201, data(store.task(given.put("status", "open"), now())));
  }

  /** Each request makes a note: the API has no idempotency key and notes cannot be taken back. */
  private void createNote(Exchange exchange) {
    JsonObject deal = asked(exchange, store.deals);
    JsonObject given = given(exchange);
    for (String name : given.fieldNames()) {
      if (!Set.of("description", "user_id").contains(name)) {
        throw RdErrors.error(400, "unknown field: " + name);
      }
    }
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

  private void notes(Exchange exchange) {
    String deal = asked(exchange, store.deals).getString("id");
    RdList.answer(
        exchange,
        server.url(),
        store.notes.values().stream()
            .filter(note -> deal.equals(store.dealOfNote.get(note.getString("id"))))
            .toList(),
        Set.of("registered_at", "user_id", "is"));
  }

  private static JsonObject asked(Exchange exchange, Map<String, JsonObject> records) {
    JsonObject record = records.get(exchange.pathParam("id"));
    if (record == null) {
      throw RdErrors.notFound();
    }
    return record;
  }

  private static JsonObject given(Exchange exchange) {
    JsonObject given = exchange.json().getJsonObject("data");
    if (given == null) {
      throw RdErrors.error(400, "the body must be wrapped in data");
    }
    return given;
  }

  private static JsonObject data(JsonObject record) {
    return new JsonObject().put("data", record);
  }

  private String now() {
    return stage.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
