package dev.ramal.simulators.control;

import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SentCallback;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Log entries as the control API shows them. */
final class LogJson {
  private LogJson() {}

  static JsonObject request(ReceivedRequest request) {
    return new JsonObject()
        .put("id", request.id())
        .put("at", request.at().toString())
        .put("simulator", request.simulator())
        .put("method", request.method())
        .put("path", request.path())
        .put("query", request.query())
        .put("headers", JsonObject.mapFrom(request.headers()))
        .put("body", request.body())
        .put("status", request.status())
        .put("fault", request.fault());
  }

  static JsonObject callback(SentCallback sent) {
    JsonArray attempts = new JsonArray();
    sent.attempts()
        .forEach(
            attempt ->
                attempts.add(
                    new JsonObject()
                        .put("attempt", attempt.number())
                        .put("at", attempt.at().toString())
                        .put("headers", attempt.headers())
                        .put("body", attempt.body())
                        .put("status", attempt.status())
                        .put("error", attempt.error())));
    return new JsonObject()
        .put("id", sent.id())
        .put("simulator", sent.callback().simulator())
        .put("kind", sent.callback().kind())
        .put("event", sent.callback().event())
        .put("key", sent.callback().key())
        .put("url", sent.callback().url())
        .put("fault", sent.fault())
        .put("status", sent.status())
        .put("attempts", attempts);
  }
}
