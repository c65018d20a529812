package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a {@code Range} header asks for (RFC 9110, one range).
 *
 * @param first of its bytes, from 0
 * @param last of its bytes, inclusive
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * @param header null when absent
   * @return empty for the whole file: no header, several ranges or a form we do not know
   * @throws dev.ramal.kit.problem.ProblemException 416 when the range lies outside
   */
  static Optional<ByteRange> of(String header, long bytes) {
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
      throw CallProblems.NO_SUCH_RANGE.detail("The recording has " + bytes + " bytes.").exception();
    }
    return Optional.of(new ByteRange(first, last));
  }

  long length() {
    return last - first + 1;
  }

  String contentRange(long bytes) {
    return "bytes " + first + "-" + last + "/" + bytes;
  }
}
