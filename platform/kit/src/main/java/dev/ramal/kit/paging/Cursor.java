package dev.ramal.kit.paging;

import dev.ramal.kit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list that is sorted by time and id, newest first; opaque to clients.
 *
 * @param time of the last item seen
 * @param id of the last item seen; breaks ties
 */
public record Cursor(Instant time, String id) {

  public String encoded() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + "|" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param encoded the query parameter; empty when null or blank
   * @throws dev.ramal.kit.problem.ProblemException 400 naming the parameter, when it is not ours
   */
  public static Optional<Cursor> decode(String encoded) {
    if (encoded == null || encoded.isBlank()) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      int bar = text.indexOf('|');
      return Optional.of(
          new Cursor(Instant.parse(text.substring(0, bar)), text.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw Problem.of(400, "RAMAL-0432", "Unknown cursor")
          .detail("Take the cursor from the next field of the page before.")
          .field("cursor", "is not a cursor of this list")
          .exception();
    }
  }

  /**
   * @param asked the query parameter; the usual size when null
   * @throws dev.ramal.kit.problem.ProblemException 400 when outside 1 to {@value Page#LARGEST}
   */
  public static int limit(Integer asked) {
    int limit = asked == null ? Page.USUAL : asked;
    if (limit < 1 || limit > Page.LARGEST) {
      throw Problem.of(400, "RAMAL-0431", "Limit out of range")
          .field("limit", "must be between 1 and " + Page.LARGEST)
          .exception();
    }
    return limit;
  }
}
