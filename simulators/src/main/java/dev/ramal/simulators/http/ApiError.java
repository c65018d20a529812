package dev.ramal.simulators.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A refusal in the words of the API that is being simulated. */
public final class ApiError extends RuntimeException {
  private final int status;
  private final transient JsonObject body;
  private final transient Map<String, String> headers;

  public ApiError(int status, JsonObject body) {
    this(status, body, Map.of());
  }

  public ApiError(int status, JsonObject body, Map<String, String> headers) {
    super(status + " " + body.encode());
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  public int status() {
    return status;
  }

  public JsonObject body() {
    return body;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
