package dev.ramal.kit.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The address that a client asked for, told back as a path, as it was written. JAX-RS would put the
 * header {@code Host} before it, and throws where that makes no URI.
 */
public final class RequestAddress {
  private RequestAddress() {}

  /** The path alone. */
  public static String path(RoutingContext request) {
    return request.request().path();
  }

  /**
   * Path and query, with the parameter set to the value.
   *
   * @param value that needs no escaping
   */
  public static String with(HttpServerRequest request, String parameter, String value) {
    String query = request.query() == null ? "" : request.query();
    String kept =
        Arrays.stream(query.split("&"))
            .filter(pair -> !pair.isEmpty() && !isOf(parameter, pair))
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
    return request.path() + "?" + kept + parameter + "=" + value;
  }

  private static boolean isOf(String parameter, String pair) {
    try {
      return URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8).equals(parameter);
    } catch (IllegalArgumentException e) {
      return false; // a % that escapes nothing
    }
  }
}
