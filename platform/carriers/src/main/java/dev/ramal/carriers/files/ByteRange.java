package dev.ramal.carriers.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a {@code Range} header asks for (RFC 9110, one range).
 *
 * @param first of its bytes, from 0
 * @param last of its bytes, inclusive
 */
public record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * @param header null when absent
   * @return empty for the whole file: no header, several ranges or a form we do not know
   * @throws OutsideFile when the range lies outside
   */
  public static Optional<ByteRange> of(String header, long bytes) {
    Matcher one = ONE.matcher(header == null ? "" : header.strip());
    if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (one.group(1).isEmpty()) {
      long tail = Long.parseLong(one.group(2));
      return within(Math.max(0, bytes - tail), tail == 0 ? -1 : bytes - 1, bytes);
    }
    long first = Long.parseLong(one.group(1));
    long last = one.group(2).isEmpty() ? bytes - 1 : Long.parseLong(one.group(2));
    return last < first && !one.group(2).isEmpty()
        ? Optional.empty()
        : within(first, Math.min(last, bytes - 1), bytes);
  }

  private static Optional<ByteRange> within(long first, long last, long bytes) {
    if (first >= bytes || last < first) {
      throw new OutsideFile(bytes);
    }
    return Optional.of(new ByteRange(first, last));
  }

  public long length() {
    return last - first + 1;
  }

  public String contentRange(long bytes) {
    return "bytes " + first + "-" + last + "/" + bytes;
  }

  /** The file has no such part: an answer of 416. */
  public static final class OutsideFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutsideFile(long bytes) {
      super("The file has " + bytes + " bytes.", null, false, false);
    }
  }
}
