package dev.ramal.simulators.telnyx.conferences;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.Parameters;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.telnyx.api.TelnyxPage;
import dev.ramal.simulators.telnyx.legs.CommandRoutes;
import dev.ramal.simulators.telnyx.legs.Leg;
import dev.ramal.simulators.telnyx.legs.LegStore;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** {@code /conferences}: open, join, leave, hold, unhold, mute, unmute, list. */
public final class TelnyxConferenceRoutes {
  private final TelnyxAccounts accounts;
  private final LegStore store;
  private final Map<String, TelnyxConference> known;
  private final TelnyxConferences conferences;

  public TelnyxConferenceRoutes(
      TelnyxAccounts accounts,
      LegStore store,
      Map<String, TelnyxConference> known,
      TelnyxConferences conferences) {
    this.accounts = accounts;
    this.store = store;
    this.known = known;
    this.conferences = conferences;
  }

  public void mount(SimulatorServer server) {
    server
        .route("POST", "/v2/conferences", this::open)
        .route("GET", "/v2/conferences", this::list)
        .route("GET", "/v2/conferences/:id/participants", this::participants)
        .route("GET", "/v2/conferences/:id", this::fetch)
        .route("POST", "/v2/conferences/:id/actions/:action", this::act);
  }

  private void open(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    JsonObject body = exchange.json();
    Parameters.check("conference", body);
    Leg leg = CommandRoutes.asked(account, store, body.getString("call_control_id"));
    JsonObject answer =
        store.commands.once(
            leg.controlId + " conference",
            body.getString("command_id"),
            () -> {
              ready(leg, body);
              return new JsonObject().put("data", conferences.open(leg, body).resource());
            });
    exchange.answer(200, answer);
  }

  private void act(Exchange exchange) {
    TelnyxAccount account = accounts.asking(exchange);
    String action = exchange.pathParam("action");
    if (!Parameters.has("conference." + action)) {
      throw TelnyxErrors.notFound();
    }
    TelnyxConference conference = asked(exchange, account);
    JsonObject body = exchange.json();
    Parameters.check("conference." + action, body);
    JsonObject answer =
        store.commands.once(
            conference.id + " " + action,
            body.getString("command_id"),
            () -> {
              act(account, conference, action, body);
              return new JsonObject().put("data", new JsonObject().put("result", "ok"));
            });
    exchange.answer(200, answer);
  }

  private void act(
      TelnyxAccount account, TelnyxConference conference, String action, JsonObject body) {
    if (conference.over()) {
      throw TelnyxErrors.error(
          422,
          "90019",
          "Conference has already ended",
          "This conference is no longer active and can't receive commands.",
          null);
    }
    switch (action) {
      case "join" -> {
        Leg leg = CommandRoutes.asked(account, store, body.getString("call_control_id"));
        ready(leg, body);
        conferences.join(conference, leg, body);
      }
      case "leave" ->
          conferences.leave(
              conference, CommandRoutes.asked(account, store, body.getString("call_control_id")));
      default ->
          conferences.change(
              conference,
              body.getJsonArray("call_control_ids"),
              one -> {
                switch (action) {
                  case "hold" -> {
                    one.hold = true;
                    String audio = body.getString("audio_url", body.getString("media_name"));
                    one.leg.heard.add(audio == null ? "silence" : "audio " + audio);
                  }
                  case "unhold" -> one.hold = false;
                  case "mute" -> one.muted = true;
                  default -> one.muted = false;
                }
              });
    }
  }

  private static void ready(Leg leg, JsonObject body) {
    if (!leg.live()) {
      throw TelnyxErrors.ended();
    }
    if (leg.answered == null) {
      throw TelnyxErrors.notAnswered();
    }
    leg.clientState = body.getString("client_state", leg.clientState);
  }

  private void list(Exchange exchange) {
    TelnyxAccount account =
        accounts.asking(
            exchange, "filter[name]", "filter[status]", TelnyxPage.NUMBER, TelnyxPage.SIZE);
    String name = exchange.query().get("filter[name]");
    String status = exchange.query().get("filter[status]");
    TelnyxPage.answer(
        exchange,
        known.values().stream()
            .filter(one -> one.account.connectionId().equals(account.connectionId()))
            .filter(one -> name == null || one.name.equals(name))
            .map(TelnyxConference::resource)
            .filter(one -> status == null || one.getString("status").equals(status))
            .toList());
  }

  private void fetch(Exchange exchange) {
    TelnyxConference conference = asked(exchange, accounts.asking(exchange));
    exchange.answer(200, new JsonObject().put("data", conference.resource()));
  }

  private void participants(Exchange exchange) {
    TelnyxConference conference =
        asked(exchange, accounts.asking(exchange, TelnyxPage.NUMBER, TelnyxPage.SIZE));
    TelnyxPage.answer(
        exchange, conference.participants.values().stream().map(conference::resource).toList());
  }

  private TelnyxConference asked(Exchange exchange, TelnyxAccount account) {
    TelnyxConference conference = known.get(exchange.pathParam("id"));
    if (conference == null || !conference.account.connectionId().equals(account.connectionId())) {
      throw TelnyxErrors.notFound();
    }
    return conference;
  }
}
