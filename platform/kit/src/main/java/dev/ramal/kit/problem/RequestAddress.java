package dev.ramal.kit.problem;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address that a client asked for, told back as a path: as it was written, with what no URI may
 * hold escaped. {@code java.net.URI}, and with it JAX-RS, refuses what HTTP lets through, as in
 * {@code ?status=a|b}.
 */
public final class RequestAddress {
  private static final Pattern NOT_OF_A_URI =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%/?:@!$&'()*+,;=._~-]");

  private RequestAddress() {}

  /** The path alone. */
  public static String path(RoutingContext request) {
    return legal(request.request().path());
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
            .map(pair -> legal(pair) + "&")
            .collect(Collectors.joining());
    return legal(request.path()) + "?" + kept + parameter + "=" + value;
  }

  private static boolean isOf(String parameter, String pair) {
    try {
      return URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8).equals(parameter);
    } catch (IllegalArgumentException e) {
      return false; // a % that escapes nothing
    }
  }

  /** Characters above U+00FF do not come: HTTP's head is read byte by byte. */
  private static String legal(String text) {
    return NOT_OF_A_URI
        .matcher(text)
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
  }
}
