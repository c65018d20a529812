package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import dev.ramal.simulators.twilio.api.TwilioTime;
import dev.ramal.simulators.twilio.recordings.TwilioRecording;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Calls}: create, fetch, list, update, delete. */
public final class CallRoutes {
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
  private final Map<String, TwilioCall> calls;
  private final CallLifecycle lifecycle;
  private final Instructions instructions;

  public CallRoutes(
      TwilioAccounts accounts,
      Map<String, TwilioCall> calls,
      CallLifecycle lifecycle,
      Instructions instructions) {
    this.accounts = accounts;
    this.calls = calls;
    this.lifecycle = lifecycle;
    this.instructions = instructions;
  }

  public void mount(SimulatorServer server, String base) {
    server
        .route("POST", base + "/Calls.json", this::create)
        .route("GET", base + "/Calls.json", this::list)
        .route("GET", base + "/Calls/:sid.json", this::fetch)
        .route("POST", base + "/Calls/:sid.json", this::update)
        .route("POST", base + "/Calls/:sid/Recordings.json", this::record)
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
    calls.values().stream()
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
      instructions.redirect(call, form);
    }
    exchange.answer(200, CallJson.resource(call));
  }

  private void record(Exchange exchange) {
    TwilioCall call = asked(exchange);
    Fields form = exchange.form();
    CallForm.checkRecording(form);
    if (!call.talking()) {
      throw TwilioErrors.bad(21220, "Requested resource is not eligible for recording");
    }
    TwilioRecording recording = lifecycle.record(call, "StartCallRecordingAPI", form);
    exchange.answer(201, recording.resource(null));
  }

  private void delete(Exchange exchange) {
    TwilioCall call = asked(exchange);
    if (call.live()) {
      throw TwilioErrors.bad(20009, "The call is still in progress and cannot be deleted.");
    }
    calls.remove(call.sid);
    exchange.answer(204);
  }

  private TwilioCall asked(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    TwilioCall call = calls.get(exchange.pathParam("sid"));
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
