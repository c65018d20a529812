package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.context.StandIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * HubSpot's stand-in: OAuth below {@code /oauth/2026-09}, records below {@code
 * /crm/objects/2026-09}, what is associated with them below {@code /crm/associations/2026-09}. Safe
 * to use from any thread.
 */
public final class HubSpotSimulator extends StandIn {
  /** Name in logs and fault switches. */
  public static final String NAME = "hubspot";

  private final HubSpotPortals portals = new HubSpotPortals();
  private final HubSpotTokens tokens;
  private final HubSpotRate rate;

  public HubSpotSimulator(SimulatorContext context) {
    super(NAME, context, HubSpotErrors::made);
    this.tokens = new HubSpotTokens(context);
    this.rate = new HubSpotRate(context.schedule());
    new HubSpotRoutes(context, server(), portals, tokens, rate).mount();
  }

  /** Makes an app known that somebody has installed. */
  public HubSpotAccount register(HubSpotAccount account) {
    context.loop().run(() -> tokens.register(account));
    return account;
  }

  /** Somebody uninstalls the app: its tokens are dead. */
  public void uninstall(String clientId) {
    context.loop().run(() -> tokens.uninstall(clientId));
  }

  /** A fresh access token of an account. */
  public String accessToken(String portal) {
    return context.loop().call(() -> tokens.issueAccess(portal));
  }

  /** All access tokens stop working, as after half an hour. */
  public void expireAccessTokens() {
    context.loop().run(tokens::expireAll);
  }

  /** How many requests are taken; 0 for no limit, less for none at all. */
  public void rateLimit(int perTenSeconds, int searchesPerSecond) {
    context.loop().run(() -> rate.limit(perTenSeconds, searchesPerSecond));
  }

  /** How long what the API makes stays out of searches, in simulated time. */
  public void searchLag(Duration lag) {
    context.loop().run(() -> portals.searchLag(lag));
  }

  /** Adds a contact that searches find at once; answers its id. */
  public String addContact(String portal, String name, String phone) {
    return seed(
        portal, "contacts", new JsonObject().put("firstname", name).put("phone", phone), null);
  }

  /** Adds a deal of a contact; answers its id. */
  public String addDeal(String portal, String name, String contactId, String stage) {
    return seed(
        portal, "deals", new JsonObject().put("dealname", name).put("dealstage", stage), contactId);
  }

  /**
   * Adds a record with these properties; searches find it at once.
   *
   * @param kind contacts, deals, calls or notes
   * @param contactId of the contact it belongs to; null for none
   * @return its id
   */
  public String seed(String portal, String kind, JsonObject properties, String contactId) {
    return seed(portal, kind, properties, ObjectKind.CONTACTS, contactId);
  }

  /** As {@link #seed}, of a deal. */
  public String seedOnDeal(String portal, String kind, JsonObject properties, String dealId) {
    return seed(portal, kind, properties, ObjectKind.DEALS, dealId);
  }

  private String seed(
      String portal, String kind, JsonObject properties, ObjectKind other, String otherId) {
    return context
        .loop()
        .call(
            () -> {
              ObjectKind of = ObjectKind.of(kind);
              of.check(properties);
              HubSpotStore store = portals.of(portal);
              String id = portals.nextId();
              store.add(id, of, properties, context.now(), Instant.EPOCH);
              if (otherId != null) {
                store.associate(of, id, other, otherId);
              }
              return id;
            });
  }

  /** Somebody deletes a record. */
  public void delete(String portal, String kind, String id) {
    context.loop().run(() -> portals.of(portal).remove(ObjectKind.of(kind), id));
  }

  /**
   * Records of a kind, account by account, oldest first: id, portal, properties, and the ids of the
   * deals and contacts with which each is associated.
   */
  public List<JsonObject> records(String kind) {
    return context
        .loop()
        .call(
            () -> {
              ObjectKind of = ObjectKind.of(kind);
              List<JsonObject> all = new ArrayList<>();
              portals.each(
                  (portal, store) ->
                      store.all(of).forEach(item -> all.add(shown(portal, store, of, item))));
              return all;
            });
  }

  /** Calls of a deal, oldest first, as {@link #records}. */
  public List<JsonObject> calls(String dealId) {
    return ofDeal("calls", dealId);
  }

  /** Notes of a deal, oldest first, as {@link #records}. */
  public List<JsonObject> notes(String dealId) {
    return ofDeal("notes", dealId);
  }

  private List<JsonObject> ofDeal(String kind, String dealId) {
    return records(kind).stream()
        .filter(record -> record.getJsonArray("deals").contains(dealId))
        .toList();
  }

  private static JsonObject shown(
      String portal, HubSpotStore store, ObjectKind kind, HubSpotStore.Item item) {
    return new JsonObject()
        .put("id", item.id())
        .put("portal", portal)
        .put("properties", item.properties().copy())
        .put("deals", new JsonArray(store.associatedWith(kind, item.id(), ObjectKind.DEALS)))
        .put("contacts", new JsonArray(store.associatedWith(kind, item.id(), ObjectKind.CONTACTS)));
  }

  /** All records, by kind, for a person to read. */
  public JsonObject state() {
    JsonObject state = new JsonObject();
    for (String kind : List.of("contacts", "deals", "calls", "notes")) {
      state.put(kind, new JsonArray(records(kind)));
    }
    return state;
  }

  /** Forgets all records and puts limits and lag back; apps and tokens stay. */
  @Override
  public void reset() {
    context
        .loop()
        .run(
            () -> {
              portals.clear();
              rate.clear();
            });
  }
}
