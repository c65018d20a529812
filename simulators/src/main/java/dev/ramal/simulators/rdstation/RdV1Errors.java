package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Some of the shapes in which CRM v1 refuses. */
final class RdV1Errors {
  private RdV1Errors() {}

  static ApiError unauthorized() {
    return new ApiError(401, new JsonObject().put("error", "Permission denied."));
  }

  /** Also of what the token's user may not see. */
  static ApiError notFound() {
    return typed(404, "RESOURCE_NOT_FOUND", "Resource not found");
  }

  /** The misspelling is RD Station's; no Retry-After is documented. */
  static ApiError tooMany() {
    return typed(429, "RATE_LIMIT_EXCEDDED", "Rate limit exceeded");
  }

  static ApiError field(String name, String text) {
    return new ApiError(
        422, new JsonObject().put("errors", new JsonObject().put(name, new JsonArray().add(text))));
  }

  static ApiError bad(String text) {
    return new ApiError(400, new JsonObject().put("errors", text));
  }

  private static ApiError typed(int status, String type, String message) {
    return new ApiError(
        status,
        new JsonObject()
            .put("errors", new JsonObject().put("error_type", type).put("error_message", message)));
  }
}
