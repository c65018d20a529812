package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import dev.ramal.simulators.telnyx.setup.Settings;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Dialling and asking about calls. */
public final class LegRoutes {
  private static final Duration READABLE_AFTER_END = Duration.ofMinutes(10);

  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final Settings settings;
  private final LegStore store;
  private final LegLifecycle lifecycle;

  public LegRoutes(
      SimulatorContext context,
      TelnyxAccounts accounts,
      Settings settings,
      LegStore store,
      LegLifecycle lifecycle) {
    this.settings = settings;
    this.context = context;
    this.accounts = accounts;
    this.store = store;
    this.lifecycle = lifecycle;
  }

  public void mount(SimulatorServer server) {
    server
        .route("POST", "/v2/calls", this::dial)
        .route("GET", "/v2/calls/:leg", this::fetch)
        .route("GET", "/v2/connections/:connection/active_calls", this::active)
        .route("GET", "/v2/call_events", this::events);
  }

  private void dial(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    DialCheck.check(account, settings, body);
    String url = settings.webhookUrl(account, body.getString("connection_id"));
    if (url != null && body.getString("webhook_url") == null) {
      body.put("webhook_url", url);
    }
    JsonObject answer =
        store.commands.once(
            account.connectionId(),
            body.getString("command_id"),
            () -> dialed(lifecycle.dial(account, body, session(body))));
    exchange.answer(200, answer);
  }

  private String session(JsonObject body) {
    String linked = body.getString("link_to");
    if (linked == null) {
      return null;
    }
    Leg leg = store.legs.get(linked);
    if (leg == null) {
      throw TelnyxErrors.unprocessable("link_to is not a known call", "/link_to");
    }
    return leg.sessionId;
  }

  private JsonObject dialed(Leg leg) {
    JsonObject data =
        new JsonObject()
            .put("record_type", "call")
            .put("call_control_id", leg.controlId)
            .put("call_leg_id", leg.id)
            .put("call_session_id", leg.sessionId)
            .put("client_state", leg.clientState)
            .put("is_alive", false);
    return new JsonObject().put("data", data);
  }

  private void fetch(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    Leg leg = store.legs.get(exchange.pathParam("leg"));
    if (leg == null
        || !leg.account.connectionId().equals(account.connectionId())
        || (!leg.live() && leg.ended.plus(READABLE_AFTER_END).isBefore(context.now()))) {
      throw TelnyxErrors.notFound();
    }
    exchange.answer(200, new JsonObject().put("data", leg.resource(context.now())));
  }

  private void active(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange, TelnyxPage.NUMBER, TelnyxPage.SIZE);
    if (!account.connectionId().equals(exchange.pathParam("connection"))) {
      throw TelnyxErrors.notFound();
    }
    List<JsonObject> live =
        store.legs.values().stream()
            .filter(leg -> leg.live() && leg.account.connectionId().equals(account.connectionId()))
            .map(this::activeCall)
            .toList();
    exchange.answer(
        200,
        new JsonObject()
            .put("data", TelnyxPage.Slice.of(exchange).of(live))
            .put(
                "meta",
                new JsonObject()
                    .put("total_items", live.size())
                    .put("cursors", new JsonObject().put("after", null).put("before", null))
                    .put("next", null)
                    .put("previous", null)));
  }

  private JsonObject activeCall(Leg leg) {
    JsonObject call = leg.resource(context.now());
    call.remove("is_alive");
    call.remove("start_time");
    call.put("call_duration", call.getLong("call_duration", 0L));
    return call.put("client_state", leg.clientState == null ? "" : leg.clientState);
  }

  private void events(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange,
            "filter[leg_id]",
            "filter[call_leg_id]",
            "filter[application_session_id]",
            "filter[call_session_id]",
            "filter[type]",
            "filter[name]",
            "filter[occurred_at][gte]",
            TelnyxPage.NUMBER,
            TelnyxPage.SIZE);
    Fields query = exchange.query();
    String leg = query.get("filter[leg_id]", query.get("filter[call_leg_id]"));
    String session =
        query.get("filter[application_session_id]", query.get("filter[call_session_id]"));
    String type = query.get("filter[type]");
    String name = query.get("filter[name]");
    String since = query.get("filter[occurred_at][gte]");
    TelnyxPage.answer(
        exchange,
        store.history.of(account).stream()
            .filter(event -> leg == null || leg.equals(event.getString("call_leg_id")))
            .filter(event -> session == null || session.equals(event.getString("call_session_id")))
            .filter(event -> type == null || type.equals(event.getString("type")))
            .filter(event -> name == null || name.equals(event.getString("name")))
            .filter(event -> since == null || !at(event).isBefore(Instant.parse(since)))
            .toList());
  }

  private static Instant at(JsonObject event) {
    return OffsetDateTime.parse(event.getString("event_timestamp")).toInstant();
  }
}
