package dev.ramal.simulators.control;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.rdstation.RdAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Makes things happen from outside: people who write, call, hang up, review papers; records in the
 * CRM.
 */
final class InboundEventRoutes {
  private final RunningSimulators running;

  InboundEventRoutes(RunningSimulators running) {
    this.running = running;
  }

  void mount(SimulatorServer server) {
    server
        .route("POST", "/_sim/twilio/incoming-message", this::twilioMessage)
        .route("POST", "/_sim/telnyx/incoming-message", this::telnyxMessage)
        .route("POST", "/_sim/twilio/incoming-call", this::twilioCall)
        .route("POST", "/_sim/telnyx/incoming-call", this::telnyxCall)
        .route("POST", "/_sim/twilio/hangup", this::twilioHangup)
        .route("POST", "/_sim/telnyx/hangup", this::telnyxHangup)
        .route("POST", "/_sim/twilio/review", this::twilioReview)
        .route("POST", "/_sim/telnyx/review", this::telnyxReview)
        .route("PUT", "/_sim/rdstation/subscription", this::subscribe)
        .route("DELETE", "/_sim/rdstation/subscription", this::unsubscribe)
        .route("POST", "/_sim/rdstation/:kind", this::seed)
        .route("PATCH", "/_sim/rdstation/:kind/:id", this::change)
        .route("DELETE", "/_sim/rdstation/:kind/:id", this::delete)
        .route("GET", "/_sim/rdstation/notes", this::notes);
  }

  private void twilioMessage(Exchange exchange) {
    JsonObject body = exchange.json();
    Fields more = new Fields();
    body.getJsonObject("fields", new JsonObject())
        .forEach(field -> more.set(field.getKey(), field.getValue().toString()));
    String sid =
        running
            .twilio()
            .receiveMessage(
                required(body, "from"),
                required(body, "to"),
                body.getString("body", ""),
                body.getString("url"),
                more);
    exchange.answer(201, new JsonObject().put("sid", sid));
  }

  private void telnyxMessage(Exchange exchange) {
    JsonObject body = exchange.json();
    JsonObject whatsApp = body.getJsonObject("whatsappMessage");
    if (whatsApp != null) {
      String from = required(body, "from");
      String to = required(body, "to");
      String id = running.telnyx().receiveWhatsApp(from, to, whatsApp, body.getString("url"));
      exchange.answer(201, new JsonObject().put("id", id));
      return;
    }
    String id =
        running
            .telnyx()
            .receiveMessage(
                required(body, "from"),
                required(body, "to"),
                body.getString("text", body.getString("body", "")),
                body.getString("type", "SMS"),
                body.getString("url"));
    exchange.answer(201, new JsonObject().put("id", id));
  }

  private void twilioCall(Exchange exchange) {
    JsonObject body = exchange.json();
    String account = body.getString("account");
    String from = required(body, "from");
    String to = required(body, "to");
    String url = body.getString("url");
    String sid = running.twilio().receiveCall(account, from, to, url, body.getString("statusUrl"));
    exchange.answer(201, new JsonObject().put("sid", sid));
  }

  private void telnyxCall(Exchange exchange) {
    JsonObject body = exchange.json();
    String account = body.getString("account");
    String from = required(body, "from");
    String to = required(body, "to");
    String url = body.getString("url");
    String id =
        account == null
            ? running.telnyx().receiveCall(from, to, url)
            : running.telnyx().receiveCall(account, from, to, url);
    exchange.answer(201, new JsonObject().put("callControlId", id));
  }

  private void twilioHangup(Exchange exchange) {
    running.twilio().hangUp(required(exchange.json(), "sid"));
    exchange.answer(204);
  }

  private void telnyxHangup(Exchange exchange) {
    running.telnyx().hangUp(required(exchange.json(), "callControlId"));
    exchange.answer(204);
  }

  private void twilioReview(Exchange exchange) {
    JsonObject body = exchange.json();
    String sid = required(body, "sid");
    if (sid.startsWith("HX")) {
      running.twilio().reviewContent(sid, required(body, "status"), body.getString("reason"));
    } else {
      running.twilio().review(sid, required(body, "status"));
    }
    exchange.answer(204);
  }

  private void telnyxReview(Exchange exchange) {
    JsonObject body = exchange.json();
    running.telnyx().review(required(body, "id"), required(body, "status"));
    exchange.answer(204);
  }

  private void seed(Exchange exchange) {
    String id =
        running.rdStation().seed(crm(exchange), exchange.pathParam("kind"), exchange.json());
    exchange.answer(201, new JsonObject().put("id", id));
  }

  private void change(Exchange exchange) {
    running
        .rdStation()
        .change(
            crm(exchange), exchange.pathParam("kind"), exchange.pathParam("id"), exchange.json());
    exchange.answer(204);
  }

  private void delete(Exchange exchange) {
    running.rdStation().delete(crm(exchange), exchange.pathParam("kind"), exchange.pathParam("id"));
    exchange.answer(204);
  }

  private void subscribe(Exchange exchange) {
    JsonObject body = exchange.json();
    running
        .rdStation()
        .subscribe(
            crm(exchange),
            required(body, "url"),
            required(body, "header"),
            required(body, "secret"));
    exchange.answer(204);
  }

  private void unsubscribe(Exchange exchange) {
    running.rdStation().unsubscribe(crm(exchange));
    exchange.answer(204);
  }

  private static String crm(Exchange exchange) {
    return exchange.query().get("crm", RdAccount.DEFAULT_CRM);
  }

  private void notes(Exchange exchange) {
    String deal = exchange.query().get("deal");
    String crm = exchange.query().get("crm");
    List<JsonObject> notes =
        running.rdStation().notes().stream()
            .filter(note -> deal == null || deal.equals(note.getString("deal_id")))
            .filter(note -> crm == null || crm.equals(note.getString("crm")))
            .toList();
    exchange.answer(200, new JsonArray(notes));
  }

  private static String required(JsonObject body, String name) {
    String value = body.getString(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
