package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Attempt;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.accounts.TwilioAccounts;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import dev.ramal.simulators.twilio.api.TwilioPage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** {@code Calls/{sid}/Events}: what the application was asked and told about a call. */
public final class CallLogRoutes {
  private final SimulatorContext context;
  private final TwilioAccounts accounts;
  private final Map<String, TwilioCall> calls;

  public CallLogRoutes(
      SimulatorContext context, TwilioAccounts accounts, Map<String, TwilioCall> calls) {
    this.context = context;
    this.accounts = accounts;
    this.calls = calls;
  }

  public void mount(SimulatorServer server, String base) {
    server.route("GET", base + "/Calls/:sid/Events.json", this::list);
  }

  private void list(Exchange exchange) {
    TwilioAccount account = accounts.asking(exchange);
    TwilioCall call = calls.get(exchange.pathParam("sid"));
    if (call == null || !call.account.sid().equals(account.sid())) {
      throw TwilioErrors.notFound(exchange.path());
    }
    List<JsonObject> events =
        context.callbacks().all().stream()
            .filter(sent -> call.sid.equals(sent.callback().key()))
            .flatMap(sent -> sent.attempts().stream().map(attempt -> event(sent, attempt)))
            .toList();
    TwilioPage.answer(exchange, "events", events);
  }

  private static JsonObject event(SentCallback sent, Attempt attempt) {
    JsonObject parameters = new JsonObject();
    sent.form().asMap().forEach((name, values) -> parameters.put(name, values.get(0)));
    return new JsonObject()
        .put(
            "request",
            new JsonObject()
                .put("method", "POST")
                .put("url", sent.callback().url())
                .put("parameters", parameters))
        .put(
            "response",
            new JsonObject()
                .put("response_code", attempt.status())
                .put("date_created", attempt.at().toString()));
  }
}
