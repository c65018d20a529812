package dev.ramal.simulators.control;

import dev.ramal.simulators.context.SendingLimit;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** How many messages a sender takes in a second, and how many were taken and refused since. */
final class LimitRoutes {
  private final Map<String, SendingLimit> limits;

  LimitRoutes(RunningSimulators running) {
    limits =
        Map.of(
            "twilio", running.twilio().messageLimit(), "telnyx", running.telnyx().messageLimit());
  }

  void mount(SimulatorServer server) {
    limits.forEach(
        (carrier, limit) ->
            server
                .route(
                    "GET", "/_sim/" + carrier + "/message-limit", exchange -> show(exchange, limit))
                .route(
                    "PUT",
                    "/_sim/" + carrier + "/message-limit",
                    exchange -> change(exchange, limit)));
  }

  private static void show(Exchange exchange, SendingLimit limit) {
    exchange.answer(
        200,
        new JsonObject()
            .put("perSecond", limit.perSecond())
            .put("taken", limit.taken())
            .put("refused", limit.refused()));
  }

  private static void change(Exchange exchange, SendingLimit limit) {
    Integer perSecond = exchange.json().getInteger("perSecond");
    if (perSecond == null || perSecond < 0) {
      throw new IllegalArgumentException("perSecond is a number from 0, which is no limit");
    }
    limit.perSecond(perSecond);
    show(exchange, limit);
  }
}
