package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.state.StateJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem document of the entry itself, as the services write theirs.
 *
 * @param detail null when the title says it all
 */
record Refusal(int status, String title, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Refusal of(int status, String title) {
    return new Refusal(status, title, null);
  }

  Refusal saying(String format, Object... words) {
    return new Refusal(status, title, format.formatted(words));
  }

  void answer(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", MEDIA_TYPE)
        .end(body(request.path()));
  }

  /**
   * @param path null where it could not be read
   */
  Buffer body(String path) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "/problems/ENTRY-0" + status);
    problem.put("title", title);
    problem.put("status", status);
    if (detail != null) {
      problem.put("detail", detail);
    }
    if (path != null) {
      problem.put("instance", path);
    }
    problem.put("code", "ENTRY-0" + status);
    return Buffer.buffer(StateJson.mapper().valueToTree(problem).toString());
  }
}
