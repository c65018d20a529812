package dev.ramal.simulators.control;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.script.ScriptJson;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** The control API below {@code /_sim}, the same on every stand-in's port. */
public final class ControlRoutes {
  private static final int SHOWN = 1000;

  private final RunningSimulators running;
  private final SimulatorContext context;
  private final AccountRoutes accounts;
  private final FaultRoutes faults;
  private final Replay replay;

  public ControlRoutes(RunningSimulators running) {
    this.running = running;
    this.context = running.context();
    this.accounts = new AccountRoutes(running);
    this.faults = new FaultRoutes(running.context().faults());
    this.replay = new Replay(running.context());
  }

  public void mount(SimulatorServer server) {
    server
        .route("GET", "/_sim/state", this::state)
        .route("GET", "/_sim/requests", this::requests)
        .route("GET", "/_sim/callbacks", this::callbacks)
        .route("POST", "/_sim/callbacks/replay", this::replay)
        .route("GET", "/_sim/scripts", this::scripts)
        .route("PUT", "/_sim/scripts/:number", this::putScript)
        .route("DELETE", "/_sim/scripts/:number", this::deleteScript)
        .route("GET", "/_sim/clock", this::clock)
        .route("PUT", "/_sim/clock", this::setClock)
        .route("POST", "/_sim/clock/advance", this::advance)
        .route("POST", "/_sim/clock/real", this::setToReal)
        .route("POST", "/_sim/reset", this::reset)
        .route("GET", "/_sim/slack/messages", this::slack);
    faults.mount(server);
    accounts.mount(server);
    new HubSpotControl(running.hubSpot()).mount(server);
    new LimitRoutes(running).mount(server);
    new InboundEventRoutes(running).mount(server);
  }

  private void state(Exchange exchange) {
    exchange.answer(
        200,
        new JsonObject()
            .put("urls", JsonObject.mapFrom(running.urls()))
            .put("clock", clock())
            .put("faults", new JsonArray(context.faults().armed()))
            .put(
                "twilio",
                new JsonObject()
                    .put("calls", new JsonArray(running.twilio().calls()))
                    .put("conferences", new JsonArray(running.twilio().conferences()))
                    .put("messages", new JsonArray(running.twilio().messages())))
            .put(
                "telnyx",
                new JsonObject()
                    .put("calls", new JsonArray(running.telnyx().calls()))
                    .put("conferences", new JsonArray(running.telnyx().conferences()))
                    .put("messages", new JsonArray(running.telnyx().messages())))
            .put("rdstation", running.rdStation().state())
            .put("hubspot", running.hubSpot().state())
            .put("slack", new JsonArray(running.slack().messages())));
  }

  private void requests(Exchange exchange) {
    String simulator = exchange.query().get("simulator");
    String path = exchange.query().get("path");
    List<JsonObject> found =
        context.requests().of(simulator).stream()
            .filter(request -> path == null || request.path().contains(path))
            .map(LogJson::request)
            .toList();
    exchange.answer(200, last(found));
  }

  private void callbacks(Exchange exchange) {
    List<JsonObject> found =
        context
            .callbacks()
            .find(exchange.query().get("simulator"), exchange.query().get("contains"))
            .stream()
            .map(LogJson::callback)
            .toList();
    exchange.answer(200, last(found));
  }

  private void replay(Exchange exchange) {
    JsonObject body = exchange.json();
    replay
        .begin(
            body.getString("simulator"),
            body.getString("contains"),
            body.getInteger("times", 1),
            body.getBoolean("shuffle", true))
        .onSuccess(
            counts -> {
              JsonObject statuses = new JsonObject();
              counts.forEach((status, count) -> statuses.put(String.valueOf(status), count));
              int sent = counts.values().stream().mapToInt(Integer::intValue).sum();
              exchange.answer(200, new JsonObject().put("sent", sent).put("statuses", statuses));
            });
  }

  private void scripts(Exchange exchange) {
    JsonObject own = new JsonObject();
    context.scripts().own().forEach((number, script) -> own.put(number, ScriptJson.write(script)));
    exchange.answer(
        200,
        new JsonObject()
            .put("default", ScriptJson.write(context.scripts().telephones()))
            .put("softphone", ScriptJson.write(context.scripts().softphones()))
            .put("numbers", own));
  }

  private static void requireDestination(String text) {
    if (!text.matches("(whatsapp:)?\\+[0-9]{7,15}|(client|sips?):.+")) {
      throw new IllegalArgumentException(
          "nobody is called at %s; a script is for +…, client:…, sip:…, default or softphone"
              .formatted(text));
    }
  }

  private void putScript(Exchange exchange) {
    String number = exchange.pathParam("number");
    JsonObject json = exchange.json();
    switch (number) {
      case "default" ->
          context.scripts().telephones(ScriptJson.read(json, Script.lead()).opener(true));
      case "softphone" -> context.scripts().softphones(ScriptJson.read(json, Script.softphone()));
      default -> {
        requireDestination(number);
        context.scripts().put(number, ScriptJson.read(json, context.scripts().defaultOf(number)));
      }
    }
    exchange.answer(200, ScriptJson.write(script(number)));
  }

  private Script script(String number) {
    return switch (number) {
      case "default" -> context.scripts().telephones();
      case "softphone" -> context.scripts().softphones();
      default -> context.scripts().of(number);
    };
  }

  private void deleteScript(Exchange exchange) {
    context.scripts().remove(exchange.pathParam("number"));
    exchange.answer(204);
  }

  private void clock(Exchange exchange) {
    exchange.answer(200, clock());
  }

  private JsonObject clock() {
    return new JsonObject()
        .put("simulated", context.now().toString())
        .put("real", java.time.Instant.now().toString())
        .put("pace", context.schedule().pace().kind().name().toLowerCase(java.util.Locale.ROOT))
        .put("factor", context.schedule().pace().factor())
        .put("pendingSteps", context.schedule().pending());
  }

  private void setClock(Exchange exchange) {
    JsonObject body = exchange.json();
    context
        .schedule()
        .pace(
            switch (body.getString("pace", "accelerated")) {
              case "manual" -> Pace.manual();
              case "instant" -> Pace.instant();
              case "accelerated" -> Pace.accelerated(body.getDouble("factor", 10.0));
              default ->
                  throw new IllegalArgumentException("pace is accelerated, manual or instant");
            });
    exchange.answer(200, clock());
  }

  private void advance(Exchange exchange) {
    if (context.schedule().pace().kind() != Pace.Kind.MANUAL) {
      throw new ApiError(
          409, new JsonObject().put("error", "only manual time is advanced; PUT /_sim/clock"));
    }
    double seconds = exchange.json().getDouble("seconds");
    context.schedule().advance(Duration.ofMillis(Math.round(seconds * 1000)));
    exchange.answer(200, clock());
  }

  private void setToReal(Exchange exchange) {
    context.schedule().setToReal();
    exchange.answer(200, clock());
  }

  private void reset(Exchange exchange) {
    running.reset();
    exchange.answer(204);
  }

  private void slack(Exchange exchange) {
    exchange.answer(200, new JsonArray(running.slack().messages()));
  }

  private static JsonArray last(List<JsonObject> all) {
    return new JsonArray(all.subList(Math.max(0, all.size() - SHOWN), all.size()));
  }
}
