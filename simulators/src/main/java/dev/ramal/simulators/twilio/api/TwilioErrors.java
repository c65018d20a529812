package dev.ramal.simulators.twilio.api;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.ErrorShape;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Twilio's error document: {@code {code, message, more_info, status}}. */
public final class TwilioErrors {
  /** The shape of errors that nobody at Twilio has made. */
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
              20501,
              "The stand-in does not play %s %s; its README lists what it plays."
                  .formatted(method, path));
        }
      };

  private TwilioErrors() {}

  public static ApiError error(int status, int code, String message) {
    return new ApiError(
        status,
        new JsonObject()
            .put("code", code)
            .put("message", message)
            .put("more_info", "https://www.twilio.com/docs/errors/" + code)
            .put("status", status));
  }

  public static ApiError bad(int code, String message) {
    return error(400, code, message);
  }

  public static ApiError notFound(String path) {
    return error(404, 20404, "The requested resource " + path + " was not found");
  }

  public static ApiError unauthorized() {
    ApiError plain = error(401, 20003, "Authenticate");
    return new ApiError(
        401, plain.body(), Map.of("WWW-Authenticate", "Basic realm=\"Twilio API\""));
  }

  /** The shape of an error that a fault switch made up. */
  private static ApiError made(int status, String detail) {
    return switch (status) {
      case 401 -> unauthorized();
      case 404 -> error(404, 20404, detail);
      case 429 -> error(429, 20429, "Too Many Requests");
      case 503 -> error(503, 20503, "Service unavailable");
      default -> error(status, status >= 500 ? 20500 : 20001, detail);
    };
  }
}
