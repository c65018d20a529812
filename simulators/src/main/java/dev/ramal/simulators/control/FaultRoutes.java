package dev.ramal.simulators.control;

import dev.ramal.simulators.fault.CallbackFault;
import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.SimulatorServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Arms and clears fault switches. */
final class FaultRoutes {
  private final Faults faults;

  FaultRoutes(Faults faults) {
    this.faults = faults;
  }

  void mount(SimulatorServer server) {
    server
        .route("GET", "/_sim/faults", this::list)
        .route("GET", "/_sim/faults/met", this::met)
        .route("POST", "/_sim/faults", this::arm)
        .route("DELETE", "/_sim/faults", this::clear);
  }

  private void list(Exchange exchange) {
    exchange.answer(200, new JsonArray(faults.armed()));
  }

  private void met(Exchange exchange) {
    JsonObject counts = new JsonObject();
    faults.met().forEach(counts::put);
    exchange.answer(200, counts);
  }

  private void clear(Exchange exchange) {
    faults.clear();
    exchange.answer(204);
  }

  private void arm(Exchange exchange) {
    JsonObject body = exchange.json();
    int times = body.getInteger("times", 1);
    switch (body.getString("kind", "")) {
      case "duplicate", "reorder", "delay-callback", "drop" -> faults.arm(callback(body), times);
      default -> faults.arm(request(body), times);
    }
    exchange.answer(201, new JsonArray(faults.armed()));
  }

  private static CallbackFault callback(JsonObject body) {
    Duration window = seconds(body, 1);
    CallbackFault fault =
        switch (body.getString("kind")) {
          case "duplicate" -> CallbackFault.duplicate(body.getInteger("copies", 1));
          case "reorder" -> CallbackFault.reorder(window);
          case "drop" -> CallbackFault.drop();
          default -> CallbackFault.delay(window);
        };
    return fault.on(body.getString("simulator"), body.getString("match"));
  }

  private static RequestFault request(JsonObject body) {
    RequestFault fault =
        switch (body.getString("kind", "")) {
          case "status" -> {
            Integer retryAfter = body.getInteger("retryAfter");
            int status = body.getInteger("status", 503);
            yield retryAfter == null
                ? RequestFault.status(status)
                : RequestFault.status(status).retryAfter(retryAfter);
          }
          case "timeout" -> RequestFault.timeoutAfterAccepting();
          case "late" -> RequestFault.late(seconds(body, 1));
          case "reset" -> RequestFault.reset();
          case "reset-after" -> RequestFault.resetAfterAccepting();
          default ->
              throw new IllegalArgumentException(
                  "kind is duplicate, reorder, delay-callback, drop (callbacks) or status,"
                      + " timeout, late, reset, reset-after (requests)");
        };
    return fault
        .on(body.getString("simulator"), body.getString("method"), body.getString("path"))
        .holding(body.getString("body"));
  }

  private static Duration seconds(JsonObject body, double otherwise) {
    return Duration.ofMillis(Math.round(body.getDouble("seconds", otherwise) * 1000));
  }
}
