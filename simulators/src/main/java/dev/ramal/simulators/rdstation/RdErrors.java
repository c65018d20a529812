package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** RD Station CRM v2's error document: {@code {errors:[{detail}]}}. */
final class RdErrors {
  private RdErrors() {}

  static ApiError error(int status, String detail) {
    return new ApiError(
        status,
        new JsonObject()
            .put("errors", new JsonArray().add(new JsonObject().put("detail", detail))));
  }

  static ApiError unauthorized() {
    return error(401, "The access token is invalid or has expired");
  }

  static ApiError notFound() {
    return error(404, "Resource not found");
  }

  static ApiError tooMany(long retryAfterSeconds) {
    return new ApiError(
        429,
        new JsonObject().put("errors", new JsonArray()),
        Map.of("Retry-After", String.valueOf(retryAfterSeconds)));
  }

  /** What the gateway in front answers to a path nobody serves. */
  static ApiError noRoute() {
    return new ApiError(404, new JsonObject().put("message", "no Route matched with those values"));
  }

  /** The shape of an error that a fault switch made up. */
  static ApiError made(int status, String detail) {
    return switch (status) {
      case 401 -> unauthorized();
      case 404 -> noRoute();
      case 429 -> tooMany(30);
      default -> error(status, detail);
    };
  }
}
