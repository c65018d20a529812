package dev.ramal.sandbox.entry;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * What a page of another origin is told (CORS). Credentials of the browser are never allowed: a
 * page sends its token itself, and nothing is known of cookies here.
 */
public final class CrossOrigin {
  public static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** Beside those that every page may send. */
  public static final List<String> REQUEST_HEADERS =
      List.of("Authorization", "Content-Type", "Idempotency-Key", "Range", "X-Org-Id");

  /** Beside those that every page may read. */
  public static final List<String> EXPOSED_HEADERS =
      List.of(
          "Link",
          "Location",
          "Retry-After",
          "Idempotency-Replayed",
          "WWW-Authenticate",
          "Content-Disposition",
          "ETag");

  /** How long a browser need not ask again. */
  public static final int MAX_AGE_SECONDS = 600;

  private final FrontendOrigins origins;

  CrossOrigin(FrontendOrigins origins) {
    this.origins = origins;
  }

  /** Whether this asks what a page may do, instead of doing it. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  void answerPreflight(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!origins.contains(origin)) {
      Refusal.of(403, "This origin is not allowed")
          .saying("%s is not among the origins of %s", origin, FrontendOrigins.SETTING)
          .answer(request);
      return;
    }
    HttpServerResponse response = request.response();
    allow(response.headers(), origin)
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", METHODS))
        .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", REQUEST_HEADERS))
        .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "" + MAX_AGE_SECONDS);
    response.setStatusCode(204).end();
  }

  /** Whoever answers: adds to the answer what lets the page read it. */
  void prepare(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    MultiMap headers = request.response().headers();
    request
        .response()
        .headersEndHandler(
            ending -> {
              headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
              if (origin != null && origins.contains(origin)) {
                allow(headers, origin)
                    .set(
                        HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                        String.join(", ", EXPOSED_HEADERS));
              }
            });
  }

  private static MultiMap allow(MultiMap headers, String origin) {
    return headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
  }
}
