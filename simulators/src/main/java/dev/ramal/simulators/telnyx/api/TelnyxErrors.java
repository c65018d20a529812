package dev.ramal.simulators.telnyx.api;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.ErrorShape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Telnyx's error document: {@code {errors:[{code,title,detail,source}]}}, codes as text. */
public final class TelnyxErrors {
  /** The shape of an error that a fault switch made up. */
  public static final ErrorShape MADE =
      new ErrorShape() {
        @Override
        public ApiError of(int status, String detail) {
          return made(status, detail);
        }

        @Override
        public ApiError notPlayed(String method, String path) {
          return error(
              501,
              "10501",
              "Not played",
              "The stand-in does not play %s %s; its README lists what it plays."
                  .formatted(method, path),
              null);
        }

        @Override
        public Map<String, String> pause(int seconds) {
          return spent(seconds);
        }
      };

  private TelnyxErrors() {}

  public static ApiError error(
      int status, String code, String title, String detail, String pointer) {
    JsonObject item =
        new JsonObject()
            .put("code", code)
            .put("title", title)
            .put("detail", detail)
            .put(
                "meta",
                new JsonObject()
                    .put("url", "https://developers.telnyx.com/docs/overview/errors/" + code));
    if (pointer != null) {
      item.put("source", new JsonObject().put("pointer", pointer));
    }
    return new ApiError(status, new JsonObject().put("errors", new JsonArray().add(item)));
  }

  public static ApiError unauthorized() {
    return error(
        401,
        "10009",
        "Authentication failed",
        "The required authentication headers were either invalid or not included in the request.",
        null);
  }

  public static ApiError notFound() {
    return error(
        404,
        "10005",
        "Resource not found",
        "The requested resource or URL could not be found.",
        null);
  }

  public static ApiError unprocessable(String detail, String pointer) {
    return error(422, "10027", "Unprocessable Entity", detail, pointer);
  }

  public static ApiError unknownQuery(String name) {
    boolean filter = name.startsWith("filter[");
    JsonObject item =
        new JsonObject()
            .put("code", filter ? "10031" : "10015")
            .put("title", filter ? "Invalid request filter" : "Bad Request")
            .put("detail", "Unknown query parameter: " + name)
            .put("source", new JsonObject().put("parameter", name));
    return new ApiError(400, new JsonObject().put("errors", new JsonArray().add(item)));
  }

  public static ApiError missing(String name) {
    return error(
        422,
        "10004",
        "Missing required parameter",
        "The " + name + " parameter is required and must be a non-empty value.",
        "/" + name);
  }

  public static ApiError badControlId() {
    return error(
        422, "90015", "Invalid Call Control ID", "The call_control_id is not well formed.", null);
  }

  public static ApiError ended() {
    return error(
        422,
        "90018",
        "Call has already ended",
        "This call is no longer active and can't receive commands.",
        null);
  }

  public static ApiError notAnswered() {
    return error(
        422,
        "90034",
        "Call has not been answered yet",
        "This call can't receive this command because it has not been answered yet.",
        null);
  }

  /** What stands in the place of Retry-After, which Telnyx does not send. */
  private static Map<String, String> spent(int seconds) {
    return Map.of(
        "x-ratelimit-limit",
        "150",
        "x-ratelimit-remaining",
        "0",
        "x-ratelimit-reset",
        String.valueOf(seconds));
  }

  private static ApiError made(int status, String detail) {
    return switch (status) {
      case 400 -> error(400, "10015", "Bad Request", detail, null);
      case 401 -> unauthorized();
      case 404 -> notFound();
      case 429 ->
          new ApiError(
              429, error(429, "10011", "Too many requests", detail, null).body(), spent(1));
      case 503 -> error(503, "10037", "Service unavailable", detail, null);
      default -> error(status, "10007", "Unexpected error", detail, null);
    };
  }
}
