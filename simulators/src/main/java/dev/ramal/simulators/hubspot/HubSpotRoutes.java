package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The CRM's paths, below the version 2026-09. */
final class HubSpotRoutes {
  private static final String OBJECTS = "/crm/objects/2026-09/:kind";
  private static final String ASSOCIATIONS = "/crm/associations/2026-09/:kind/:other/batch/read";
  private static final int IN_ONE_BATCH = 100;
  private static final int ASSOCIATIONS_SHOWN = 100;
  private static final int ASSOCIATIONS_PAGE = 500;

  private final SimulatorContext context;
  private final SimulatorServer server;
  private final HubSpotPortals portals;
  private final HubSpotTokens tokens;
  private final HubSpotRate rate;

  HubSpotRoutes(
      SimulatorContext context,
      SimulatorServer server,
      HubSpotPortals portals,
      HubSpotTokens tokens,
      HubSpotRate rate) {
    this.context = context;
    this.server = server;
    this.portals = portals;
    this.tokens = tokens;
    this.rate = rate;
  }

  /** An operation on the records of the account whose token was shown. */
  private interface Operation {
    void handle(Exchange exchange, ObjectKind kind, HubSpotStore store);
  }

  void mount() {
    server.route("POST", "/oauth/2026-09/token", tokens::token);
    guarded("POST", OBJECTS + "/search", rate::search, this::search);
    guarded("POST", OBJECTS + "/batch/read", rate::request, this::batch);
    guarded("POST", ASSOCIATIONS, exempt -> {}, this::associations);
    guarded("GET", OBJECTS + "/:id", rate::request, this::one);
    guarded("DELETE", OBJECTS + "/:id", rate::request, this::archive);
    guarded("POST", OBJECTS, rate::request, this::create);
  }

  private void guarded(String method, String path, Consumer<String> limit, Operation operation) {
    server.route(
        method,
        path,
        exchange -> {
          String portal = tokens.check(exchange);
          limit.accept(portal);
          operation.handle(exchange, ObjectKind.of(exchange.pathParam("kind")), portals.of(portal));
        });
  }

  /** New records turn up here only after a while. */
  private void search(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    JsonObject asked = exchange.json();
    HubSpotSearch.check(exchange.body(), asked);
    List<HubSpotStore.Item> found =
        store.all(kind).stream()
            .filter(item -> !item.found().isAfter(context.now()))
            .filter(HubSpotSearch.of(kind, asked))
            .toList();
    int from = Integer.parseInt(asked.getString("after", "0"));
    int to = Math.min(found.size(), from + asked.getInteger("limit", 10));
    JsonObject page =
        new JsonObject()
            .put("total", found.size())
            .put("results", shown(found.subList(Math.min(from, to), to), asked));
    exchange.answer(200, to < found.size() ? page.put("paging", next(to)) : page);
  }

  private void batch(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    JsonObject asked = exchange.json();
    List<JsonObject> inputs = inputs(asked);
    List<HubSpotStore.Item> found =
        inputs.stream()
            .map(input -> store.get(kind, input.getString("id")))
            .filter(item -> item != null)
            .toList();
    JsonObject answer =
        new JsonObject()
            .put("status", "COMPLETE")
            .put("results", shown(found, asked))
            .put("startedAt", context.now().toString())
            .put("completedAt", context.now().toString());
    JsonArray errors = new JsonArray();
    inputs.stream()
        .map(input -> input.getString("id"))
        .filter(id -> store.get(kind, id) == null)
        .forEach(
            id ->
                errors.add(
                    HubSpotErrors.inBatch(
                        "OBJECT_NOT_FOUND", "crm.objects.NOT_FOUND", "no such record", id)));
    exchange.answer(
        errors.isEmpty() ? 200 : 207,
        errors.isEmpty() ? answer : answer.put("errors", errors).put("numErrors", errors.size()));
  }

  private void associations(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    ObjectKind other = ObjectKind.of(exchange.pathParam("other"));
    JsonArray results = new JsonArray();
    JsonArray errors = new JsonArray();
    for (JsonObject input : inputs(exchange.json())) {
      String id = input.getString("id");
      if (store.get(kind, id) == null) {
        errors.add(
            HubSpotErrors.inBatch(
                "OBJECT_NOT_FOUND",
                "crm.associations.FROM_OBJECT_NOT_FOUND",
                "no such record",
                id));
        continue;
      }
      List<String> all = store.associatedWith(kind, id, other);
      int from = Integer.parseInt(input.getString("after", "0"));
      int to = Math.min(all.size(), from + ASSOCIATIONS_PAGE);
      if (all.isEmpty()) {
        errors.add(
            HubSpotErrors.inBatch(
                "OBJECT_NOT_FOUND",
                "crm.associations.NO_ASSOCIATIONS_FOUND",
                "No " + other.path() + " is associated with " + kind.path() + " " + id + ".",
                id));
        continue;
      }
      JsonArray page = new JsonArray();
      all.subList(from, to).forEach(one -> page.add(new JsonObject().put("toObjectId", one)));
      JsonObject result =
          new JsonObject().put("from", new JsonObject().put("id", id)).put("to", page);
      results.add(to < all.size() ? result.put("paging", next(to)) : result);
    }
    JsonObject answer = new JsonObject().put("status", "COMPLETE").put("results", results);
    exchange.answer(
        errors.isEmpty() ? 200 : 207,
        errors.isEmpty() ? answer : answer.put("errors", errors).put("numErrors", errors.size()));
  }

  private void one(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    HubSpotStore.Item item = asked(exchange, kind, store);
    JsonObject shown = item.json(names(exchange, "properties"));
    JsonObject associated = new JsonObject();
    for (String other : names(exchange, "associations")) {
      List<String> all = store.associatedWith(kind, item.id(), ObjectKind.of(other));
      if (!all.isEmpty()) {
        JsonArray first = new JsonArray();
        all.stream()
            .limit(ASSOCIATIONS_SHOWN)
            .forEach(id -> first.add(new JsonObject().put("id", id).put("type", "associated")));
        JsonObject list = new JsonObject().put("results", first);
        associated.put(
            other,
            all.size() > ASSOCIATIONS_SHOWN ? list.put("paging", next(ASSOCIATIONS_SHOWN)) : list);
      }
    }
    exchange.answer(200, associated.isEmpty() ? shown : shown.put("associations", associated));
  }

  private void archive(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    store.remove(kind, exchange.pathParam("id"));
    exchange.answer(204);
  }

  /** Each request makes a record: there is no idempotency key. */
  private void create(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    JsonObject body = exchange.json();
    JsonObject properties = body.getJsonObject("properties", new JsonObject());
    kind.check(properties);
    List<Runnable> links = new ArrayList<>();
    String id = portals.nextId();
    for (JsonObject one : HubSpotSearch.objects(body.getJsonArray("associations"))) {
      String to = one.getJsonObject("to", new JsonObject()).getString("id");
      for (JsonObject type : HubSpotSearch.objects(one.getJsonArray("types"))) {
        int typeId = type.getInteger("associationTypeId", 0);
        ObjectKind other =
            kind.associated(typeId)
                .orElseThrow(
                    () -> HubSpotErrors.invalid("No association type " + typeId + " of this"));
        if (!"HUBSPOT_DEFINED".equals(type.getString("associationCategory"))
            || store.get(other, to) == null) {
          throw HubSpotErrors.invalid("Could not associate with " + other.path() + " " + to);
        }
        links.add(() -> store.associate(kind, id, other, to));
      }
    }
    HubSpotStore.Item made =
        store.add(id, kind, properties, context.now(), context.now().plus(portals.searchLag()));
    links.forEach(Runnable::run);
    exchange.answer(201, made.json(properties.fieldNames()));
  }

  private static HubSpotStore.Item asked(Exchange exchange, ObjectKind kind, HubSpotStore store) {
    HubSpotStore.Item item = store.get(kind, exchange.pathParam("id"));
    if (item == null) {
      throw HubSpotErrors.notFound();
    }
    return item;
  }

  private static List<JsonObject> inputs(JsonObject body) {
    List<JsonObject> inputs = HubSpotSearch.objects(body.getJsonArray("inputs"));
    if (inputs.isEmpty() || inputs.size() > IN_ONE_BATCH) {
      throw HubSpotErrors.invalid("inputs must hold 1 to 100");
    }
    return inputs;
  }

  private static JsonArray shown(List<HubSpotStore.Item> items, JsonObject asked) {
    List<String> names =
        asked.getJsonArray("properties", new JsonArray()).stream().map(Object::toString).toList();
    JsonArray shown = new JsonArray();
    items.forEach(item -> shown.add(item.json(names)));
    return shown;
  }

  private static List<String> names(Exchange exchange, String parameter) {
    return exchange.query().all(parameter).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .toList();
  }

  private static JsonObject next(int after) {
    return new JsonObject().put("next", new JsonObject().put("after", String.valueOf(after)));
  }
}
