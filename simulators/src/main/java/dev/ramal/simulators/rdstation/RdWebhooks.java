package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.http.RetryPolicy;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells of what changes in the records of a CRM account, each event to whoever asked for it, with a
 * header of theirs. Five seconds for an answer; anything but 2xx is repeated five times, as the
 * same transaction; where that was in vain for several in a row, the webhook is suspended and told
 * nothing until it is asked for anew. Notes are told of to nobody. Confined to the loop.
 */
final class RdWebhooks {
  /** One webhook each. */
  static final Set<String> EVENTS =
      Stream.of(
              "campaign",
              "contact",
              "deal",
              "lost_reason",
              "organization",
              "product",
              "source",
              "task")
          .flatMap(
              kind ->
                  Stream.of("created", "updated", "deleted")
                      .map(change -> "crm_" + kind + "_" + change))
          .collect(Collectors.toUnmodifiableSet());

  /** What the control API asks for: all that is told of contacts and deals. */
  static final List<String> OF_CONTACTS_AND_DEALS =
      EVENTS.stream()
          .filter(event -> event.startsWith("crm_contact_") || event.startsWith("crm_deal_"))
          .sorted()
          .toList();

  private static final RetryPolicy PATIENCE =
      new RetryPolicy(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          null,
          5,
          reply -> !reply.ok(),
          attempt -> Duration.ofMillis(50L << attempt));

  /** RD Station says "constantly" and no number. */
  private static final int LOST_UNTIL_SUSPENDED = 3;

  private final SimulatorContext context;
  private final RdClock clock;
  private final Map<String, Map<String, RdSubscription>> subscriptions = new HashMap<>();

  /** How many in a row nobody took, by subscription. */
  private final Map<String, Integer> lost = new HashMap<>();

  RdWebhooks(SimulatorContext context, RdClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** As the API shows them, in the order in which they were asked for. */
  List<JsonObject> shown(RdStore store) {
    return of(store.crm).values().stream().map(this::shown).toList();
  }

  void create(Exchange exchange, RdStore store) {
    JsonObject given = RdInput.WEBHOOK.given(exchange);
    if (given.getString("event_name") == null || given.getString("http_method") == null) {
      throw RdErrors.error(422, "event_name and http_method can't be blank");
    }
    if (!given.getString("url", "").matches("https?://.+")) {
      throw RdErrors.error(422, "url must be an address");
    }
    exchange.answer(201, new JsonObject().put("data", shown(subscribe(store.crm, given))));
  }

  void delete(Exchange exchange, RdStore store) {
    if (of(store.crm).remove(exchange.pathParam("id")) == null) {
      throw RdErrors.notFound();
    }
    exchange.answer(204);
  }

  private JsonObject shown(RdSubscription subscription) {
    return subscription.shown(isSuspended(subscription) ? "suspended" : "active");
  }

  private boolean isSuspended(RdSubscription subscription) {
    return lost.getOrDefault(subscription.id(), 0) >= LOST_UNTIL_SUSPENDED;
  }

  RdSubscription subscribe(String crm, JsonObject given) {
    String now = clock.second();
    RdSubscription subscription = RdSubscription.of(given, now);
    of(crm).put(subscription.id(), subscription);
    return subscription;
  }

  /** All that is told of contacts and deals goes there, and nothing that was asked for before. */
  void enter(String crm, String url, String header, String secret) {
    unsubscribe(crm);
    for (String event : OF_CONTACTS_AND_DEALS) {
      subscribe(
          crm,
          new JsonObject()
              .put("event_name", event)
              .put("url", url)
              .put("auth_header", header)
              .put("auth_key", secret));
    }
  }

  void unsubscribe(String crm) {
    subscriptions.remove(crm);
  }

  /** A deal that is made is told of as updated, too. */
  void created(RdStore store, String kind, JsonObject record) {
    tell(store, kind, "created", RdDocuments.of(kind, record));
    if (kind.equals("deal")) {
      updated(store, kind, record);
    }
  }

  void updated(RdStore store, String kind, JsonObject record) {
    tell(store, kind, "updated", RdDocuments.of(kind, record));
  }

  void deleted(RdStore store, String kind, JsonObject record) {
    tell(store, kind, "deleted", RdDocuments.deleted(record));
  }

  private void tell(RdStore store, String kind, String change, JsonObject document) {
    String event = "crm_" + kind + "_" + change;
    of(store.crm).values().stream()
        .filter(subscription -> subscription.event().equals(event) && !isSuspended(subscription))
        .forEach(subscription -> send(subscription, document));
  }

  private void send(RdSubscription subscription, JsonObject document) {
    String body =
        new JsonObject()
            .put("event_name", subscription.event())
            .put("document", document)
            .put("event_timestamp", clock.now().toString())
            .put("transaction_uuid", Ids.uuid())
            .encode();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    if (subscription.header() != null) {
      headers.put(subscription.header(), String.valueOf(subscription.key()));
    }
    context
        .sender()
        .send(
            new Callback(
                RdStationSimulator.NAME,
                "event",
                subscription.event(),
                document.getString("id"),
                subscription.url(),
                body,
                attempt -> new Callback.Wire("POST", subscription.url(), headers, body)),
            PATIENCE)
        .onSuccess(last -> heard(subscription, last));
  }

  private void heard(RdSubscription subscription, Reply last) {
    if (last.ok()) {
      lost.remove(subscription.id());
    } else {
      lost.merge(subscription.id(), 1, Integer::sum);
    }
  }

  private Map<String, RdSubscription> of(String crm) {
    return subscriptions.computeIfAbsent(crm, unknown -> new LinkedHashMap<>());
  }
}
