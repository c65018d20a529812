package dev.ramal.simulators.twilio;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** {@code Calls}: create, fetch, list, update, delete. */
final class CallRoutes {
  private static final Set<String> FILTERS =
      Set.of(
          "To",
          "From",
          "ParentCallSid",
          "Status",
          "StartTime",
          "StartTime<",
          "StartTime>",
          "EndTime",
          "EndTime<",
          "EndTime>",
          "PageSize",
          "Page",
          "PageToken");

  private final TwilioAccounts accounts;
  private final TwilioStore store;
  private final CallLifecycle lifecycle;
  private final TwimlRunner runner;

  CallRoutes(
      TwilioAccounts accounts, TwilioStore store, CallLifecycle lifecycle, TwimlRunner runner) {
    this.accounts = accounts;
    this.store = store;
    this.lifecycle = lifecycle;
    this.runner = runner;
  }

  void mount(SimulatorServer server, String base) {
    server
        .route("POST", base + "/Calls.json", this::create)
        .route("GET", base + "/Calls.json", this::list)
        .route("GET", base + "/Calls/:sid.json", this::fetch)
        .route("POST", base + "/Calls/:sid.json", this::update)
        .route("DELETE", base + "/Calls/:sid.json", this::delete);
  }

  private void create(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields form = exchange.form();
    CallForm.checkCreate(account, form);
    exchange.answer(201, CallJson.resource(lifecycle.dial(account, "outbound-api", null, form)));
  }

  private void fetch(Exchange exchange) {
    exchange.answer(200, CallJson.resource(asked(exchange)));
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    Fields query = exchange.query();
    FormRules.onlyKnown(query, FILTERS);
    List<JsonObject> found = new ArrayList<>();
    store.calls.values().stream()
        .filter(call -> call.account.sid().equals(account.sid()))
        .filter(call -> matches(call, query))
        .forEach(call -> found.add(CallJson.resource(call)));
    Collections.reverse(found);
    TwilioPage.answer(exchange, "calls", found);
  }

  private void update(Exchange exchange) {
    TwilioCall call = asked(exchange);
    Fields form = exchange.form();
    CallForm.checkUpdate(form);
    boolean cancel = "canceled".equals(form.get("Status"));
    if (!call.live() || (cancel && call.answered != null)) {
      throw TwilioErrors.bad(
          21220, "Unable to update record. Call is not in-progress. Cannot redirect.");
    }
    if (form.get("Status") != null) {
      lifecycle.hangUp(call);
    } else {
      runner.redirect(call, form);
    }
    exchange.answer(200, CallJson.resource(call));
  }

  private void delete(Exchange exchange) {
    TwilioCall call = asked(exchange);
    if (call.live()) {
      throw TwilioErrors.bad(20009, "The call is still in progress and cannot be deleted.");
    }
    store.calls.remove(call.sid);
    exchange.answer(204);
  }

  private TwilioCall asked(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    TwilioCall call = store.calls.get(exchange.pathParam("sid"));
    if (call == null || !call.account.sid().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return call;
  }

  private static boolean matches(TwilioCall call, Fields query) {
    Instant start = call.started == null ? call.created : call.started;
    String status = "initiated".equals(call.status) ? "queued" : call.status;
    return is(query, "To", call.to)
        && is(query, "From", call.from)
        && is(query, "Status", status)
        && is(query, "ParentCallSid", call.parent == null ? null : call.parent.sid)
        && TwilioTime.meets(query, "StartTime", start)
        && TwilioTime.meets(query, "EndTime", call.ended);
  }

  private static boolean is(Fields query, String name, String value) {
    String wanted = query.get(name);
    return wanted == null || wanted.equals(value);
  }
}
