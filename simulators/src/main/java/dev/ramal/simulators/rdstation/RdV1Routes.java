package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The resources of CRM v1, of the same CRM accounts as those of v2. */
final class RdV1Routes {
  private static final String BASE = "/api/v1";
  private static final int DEFAULT_PAGE = 20;
  private static final int LARGEST_PAGE = 200;
  private static final Set<String> PAGING = Set.of("token", "page", "limit");

  private final RdClock clock;
  private final SimulatorServer server;
  private final RdCrms crms;
  private final RdV1Tokens tokens;
  private final RdRate rate;

  /** An operation on the records of the CRM account whose token was shown. */
  private interface Operation {
    void handle(Exchange exchange, RdStore store, RdV1Tokens.Holder holder);
  }

  RdV1Routes(RdClock clock, SimulatorServer server, RdCrms crms, RdV1Tokens tokens, RdRate rate) {
    this.clock = clock;
    this.server = server;
    this.crms = crms;
    this.tokens = tokens;
    this.rate = rate;
  }

  void mount() {
    guarded("GET", "/token/check", this::check);
    guarded("GET", "/users", this::users);
    guarded("GET", "/contacts", this::contacts);
    guarded("GET", "/contacts/:id", this::contact);
    guarded("GET", "/deals/:id", this::deal);
    guarded("GET", "/activities", this::activities);
    guarded("POST", "/activities", this::write);
    guarded("GET", "/tasks", this::tasks);
    guarded("POST", "/tasks", this::createTask);
  }

  private void guarded(String method, String path, Operation operation) {
    server.route(
        method,
        BASE + path,
        exchange -> {
          RdV1Tokens.Holder holder = tokens.check(exchange);
          try {
            rate.check(holder.crm());
          } catch (ApiError inTheOtherShape) {
            throw RdV1Errors.tooMany();
          }
          operation.handle(exchange, crms.of(holder.crm()), holder);
        });
  }

  private void check(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    String name =
        store.users.values().stream()
            .filter(user -> holder.email().equals(user.getString("email")))
            .map(user -> user.getString("name"))
            .findFirst()
            .orElse(null);
    exchange.answer(
        200,
        new JsonObject()
            .put("email", holder.email())
            .put("name", name)
            .put("organization", holder.crm()));
  }

  private void users(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    JsonArray users = new JsonArray();
    store.users.values().forEach(user -> users.add(twice(user).put("active", true)));
    exchange.answer(200, new JsonObject().put("users", users));
  }

  /** Each with its deals, open ones and closed ones. */
  private void contacts(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    known(exchange, Set.of("phone", "email", "q", "title"));
    String phone = exchange.query().get("phone");
    Predicate<JsonObject> holds =
        contact ->
            phone == null
                || contact.getJsonArray("phones").stream()
                    .anyMatch(one -> phone.equals(((JsonObject) one).getString("phone")));
    List<JsonObject> found =
        store.contacts.values().stream()
            .filter(holds)
            .map(
                contact ->
                    RdV1Contacts.shown(store, contact)
                        .put(
                            "deals",
                            new JsonArray(dealsOf(store, contact).map(RdV1Routes::shown).toList())))
            .toList();
    List<JsonObject> page = page(exchange, found);
    exchange.answer(
        200,
        new JsonObject()
            .put("contacts", new JsonArray(page))
            .put("has_more", page.size() < found.size())
            .put("total", found.size()));
  }

  private void contact(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    JsonObject contact = store.contacts.get(exchange.pathParam("id"));
    if (contact == null) {
      throw RdV1Errors.notFound();
    }
    JsonArray ids = new JsonArray();
    dealsOf(store, contact).forEach(deal -> ids.add(deal.getString("id")));
    exchange.answer(200, RdV1Contacts.shown(store, contact).put("deal_ids", ids));
  }

  private void deal(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    exchange.answer(200, shown(deal(store, exchange.pathParam("id"))));
  }

  private void activities(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    known(exchange, Set.of("deal_id", "start_date", "end_date"));
    String deal = exchange.query().get("deal_id");
    List<JsonObject> found =
        store.notes.keySet().stream()
            .filter(id -> deal == null || deal.equals(store.dealOfNote.get(id)))
            .map(id -> activity(store, id))
            .toList();
    exchange.answer(200, new JsonObject().put("activities", new JsonArray(page(exchange, found))));
  }

  /** Each request makes a note, which can be neither changed nor deleted. */
  private void write(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    JsonObject given = exchange.json().getJsonObject("activity");
    if (given == null) {
      throw RdV1Errors.bad("the body must be wrapped in activity");
    }
    for (String name : List.of("deal_id", "user_id", "text")) {
      if (given.getString(name, "").isBlank()) {
        throw RdV1Errors.field(name, "can't be blank");
      }
    }
    JsonObject deal = deal(store, given.getString("deal_id"));
    if (!store.users.containsKey(given.getString("user_id"))) {
      throw RdV1Errors.field("user_id", "is invalid");
    }
    JsonObject note =
        store.note(
            deal.getString("id"),
            given.getString("text"),
            given.getString("user_id"),
            clock.second());
    exchange.answer(200, activity(store, note.getString("id")));
  }

  private void tasks(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    known(exchange, Set.of("deal_id", "done", "type", "user_id"));
    List<JsonObject> found = RdV1Tasks.of(store, exchange.query().get("deal_id"));
    List<JsonObject> page = page(exchange, found);
    exchange.answer(
        200, new JsonObject().put("tasks", new JsonArray(page)).put("total", found.size()));
  }

  private void createTask(Exchange exchange, RdStore store, RdV1Tokens.Holder holder) {
    String now = clock.second();
    exchange.answer(
        200,
        RdV1Tasks.shown(store.task(RdV1Tasks.given(exchange, store).put("status", "open"), now)));
  }

  private static JsonObject activity(RdStore store, String id) {
    JsonObject note = store.notes.get(id);
    return new JsonObject()
        .put("_id", id)
        .put("id", id)
        .put("date", note.getString("registered_at"))
        .put("deal_id", store.dealOfNote.get(id))
        .put("text", note.getString("description"))
        .put("user_id", note.getString("user_id"));
  }

  private static JsonObject deal(RdStore store, String id) {
    JsonObject deal = store.deals.get(id);
    if (deal == null) {
      throw RdV1Errors.notFound();
    }
    return deal;
  }

  private static Stream<JsonObject> dealsOf(RdStore store, JsonObject contact) {
    return store.deals.values().stream()
        .filter(deal -> deal.getJsonArray("contact_ids").contains(contact.getString("id")));
  }

  /** Closed is what has a time at which it was closed, whatever became of it. */
  private static JsonObject shown(JsonObject deal) {
    String status = deal.getString("status");
    boolean closed = Set.of("won", "lost").contains(status);
    return new JsonObject()
        .put("_id", deal.getString("id"))
        .put("id", deal.getString("id"))
        .put("name", deal.getString("name"))
        .put("created_at", deal.getString("created_at"))
        .put("deal_stage", new JsonObject().put("_id", deal.getString("stage_id")))
        .put(
            "user",
            deal.getString("owner_id") == null
                ? null
                : new JsonObject().put("_id", deal.getString("owner_id")))
        .put("hold", status.equals("paused") ? true : null)
        .put("win", closed ? status.equals("won") : null)
        .put("closed_at", closed ? deal.getString("updated_at") : null);
  }

  /** Ids come under two names. */
  static JsonObject twice(JsonObject record) {
    return record.copy().put("_id", record.getString("id"));
  }

  private static void known(Exchange exchange, Set<String> parameters) {
    for (String name : exchange.query().names()) {
      if (!PAGING.contains(name) && !parameters.contains(name)) {
        throw RdV1Errors.bad("unknown parameter: " + name);
      }
    }
  }

  private static List<JsonObject> page(Exchange exchange, List<JsonObject> all) {
    Fields query = exchange.query();
    int limit = Integer.parseInt(query.get("limit", String.valueOf(DEFAULT_PAGE)));
    int page = Integer.parseInt(query.get("page", "1"));
    if (limit < 1 || limit > LARGEST_PAGE || page < 1) {
      throw RdV1Errors.bad("limit is 1 to 200");
    }
    int from = Math.min((page - 1) * limit, all.size());
    return all.subList(from, Math.min(from + limit, all.size()));
  }
}
