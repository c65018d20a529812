package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.http.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** HubSpot's error document: {@code {status, message, correlationId, category}}. */
final class HubSpotErrors {
  private HubSpotErrors() {}

  static ApiError error(int status, String category, String message) {
    return new ApiError(status, document(category, message));
  }

  static ApiError invalid(String message) {
    return error(400, "VALIDATION_ERROR", message);
  }

  /** A property that does not exist, is only read, or may not be so. */
  static ApiError property(String name, String code, String message) {
    JsonObject detail =
        new JsonObject()
            .put("message", message)
            .put("code", code)
            .put("context", new JsonObject().put("propertyName", new JsonArray().add(name)));
    return new ApiError(
        400,
        document("VALIDATION_ERROR", "Property values were not valid: " + message)
            .put("errors", new JsonArray().add(detail)));
  }

  static ApiError expired() {
    return error(
        401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call has expired");
  }

  static ApiError unauthorized() {
    return error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
  }

  static ApiError notFound() {
    return error(404, "OBJECT_NOT_FOUND", "resource not found");
  }

  /**
   * No Retry-After: HubSpot documents none for these.
   *
   * @param policy SECONDLY, TEN_SECONDLY_ROLLING or DAILY
   */
  static ApiError tooMany(String policy) {
    String named = policy.toLowerCase(java.util.Locale.ROOT);
    return new ApiError(
        429,
        document("RATE_LIMITS", "You have reached your " + named + " limit.")
            .put("errorType", "RATE_LIMIT")
            .put("policyName", policy));
  }

  static ApiError oauth(int status, String error, String old, String message) {
    return new ApiError(
        status,
        new JsonObject()
            .put("error", error)
            .put("error_description", message)
            .put("status", old)
            .put("message", message)
            .put("correlationId", Ids.uuid()));
  }

  /** The shape of an error that a fault switch made up. */
  static ApiError made(int status, String detail) {
    return switch (status) {
      case 401 -> expired();
      case 403 -> error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes");
      case 404 -> notFound();
      case 429 -> tooMany("TEN_SECONDLY_ROLLING");
      default -> error(status, "INTERNAL_ERROR", detail);
    };
  }

  /** What of a batch could not be read; the answer is 207 all the same. */
  static JsonObject inBatch(String category, String subCategory, String message, String from) {
    return new JsonObject()
        .put("status", "error")
        .put("category", category)
        .put("subCategory", subCategory)
        .put("message", message)
        .put("context", new JsonObject().put("fromObjectId", new JsonArray().add(from)));
  }

  private static JsonObject document(String category, String message) {
    return new JsonObject()
        .put("status", "error")
        .put("message", message)
        .put("correlationId", Ids.uuid())
        .put("category", category);
  }
}
