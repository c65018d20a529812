package dev.ramal.kit.paging;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A place in a list that is sorted by time and id, newest first; opaque to clients.
 *
 * @param time of the last item seen
 * @param id of the last item seen; breaks ties
 */
public record Cursor(Instant time, String id) {
  /** Times beyond are none that a store of ours could hold. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int CHECKSUM = Integer.BYTES;

  /** Behind the place stands its checksum: a cursor that was cut off is none, whatever its id. */
  public String encoded() {
    byte[] place = (time + "|" + id).getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        ByteBuffer.allocate(place.length + CHECKSUM).put(place).putInt(checksum(place)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
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
      String text = new String(place(encoded), StandardCharsets.UTF_8);
      int bar = text.indexOf('|');
      Instant time = Instant.parse(text.substring(0, bar));
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw unknown();
      }
      return Optional.of(new Cursor(time, text.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw unknown();
    }
  }

  private static byte[] place(String encoded) {
    ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
    byte[] place = new byte[Math.max(0, whole.remaining() - CHECKSUM)];
    whole.get(place);
    if (whole.remaining() != CHECKSUM || whole.getInt() != checksum(place)) {
      throw unknown();
    }
    return place;
  }

  /** Tells what was damaged on its way, and keeps nobody from making a cursor up. */
  private static int checksum(byte[] place) {
    CRC32 sum = new CRC32();
    sum.update(place);
    return (int) sum.getValue();
  }

  /** The refusal of a cursor that is none of the list's. */
  public static ProblemException unknown() {
    return Problem.of(400, "RAMAL-0432", "Unknown cursor")
        .detail("Take the cursor from the next field of the page before.")
        .field("cursor", "is not a cursor of this list")
        .exception();
  }

  /**
   * @param asked the query parameter; the usual size when null
   * @throws dev.ramal.kit.problem.ProblemException 400 when it is no number, or outside 1 to
   *     {@value Page#LARGEST}
   */
  static int limit(String asked) {
    int limit = asked == null ? Page.USUAL : number(asked);
    if (limit < 1 || limit > Page.LARGEST) {
      throw Problem.of(400, "RAMAL-0431", "Limit out of range")
          .field("limit", "must be a whole number from 1 to " + Page.LARGEST)
          .exception();
    }
    return limit;
  }

  /** Out of range when it is none. */
  private static int number(String asked) {
    return asked.matches("[0-9]{1,3}") ? Integer.parseInt(asked) : 0;
  }
}
