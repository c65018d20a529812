package dev.ramal.calls.live;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Subprotocols as a browser sends them: it cannot set a header, so that one of them carries it.
 * Read here first, because the layer that takes the header out fails where there is none. Pure.
 */
final class LiveProtocols {
  private static final String HEADER = "Sec-WebSocket-Protocol";
  private static final String CARRIES_HEADER = "quarkus-http-upgrade";
  private static final Pattern CARRIED =
      Pattern.compile("quarkus-http-upgrade#[A-Za-z-]{1,64}#[\\x20-\\x22\\x24-\\x7e]+");

  private LiveProtocols() {}

  static boolean areReadable(MultiMap headers) {
    String protocols = headers.get(HEADER);
    if (protocols == null || !protocols.contains(CARRIES_HEADER)) {
      return true;
    }
    String[] each = protocols.split(",");
    return Arrays.stream(each).anyMatch(protocol -> !carriesHeader(protocol))
        && Arrays.stream(each)
            .filter(LiveProtocols::carriesHeader)
            .allMatch(protocol -> CARRIED.matcher(decoded(protocol.strip())).matches());
  }

  private static boolean carriesHeader(String protocol) {
    return protocol.strip().startsWith(CARRIES_HEADER);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static Problem unreadable() {
    return CallProblems.BAD_HANDSHAKE.field(
        HEADER,
        "must name bearer-token-carrier and"
            + " quarkus-http-upgrade#Authorization#Bearer%20 with the token");
  }
}
