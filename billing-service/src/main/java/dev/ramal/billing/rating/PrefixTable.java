package dev.ramal.billing.rating;

import java.util.Arrays;
import java.util.Map;

/**
 * The longest prefix of a number among many. A prefix is a {@code long}: four bits a digit from the
 * left, so that prefixes sort as their digits do. The greatest one that is not greater than the
 * number is found by bisection; the longest that the number begins with is that one or one of those
 * that it begins with itself.
 */
final class PrefixTable {
  static final int NONE = -1;

  private static final int MOST_DIGITS = 15;
  private static final int BITS = 4;

  private final long[] prefixes;
  private final int[] shorter;
  private final Candidates[] candidates;

  /**
   * @param given by prefix, a plus sign and 1 to 15 digits
   */
  PrefixTable(Map<String, Candidates> given) {
    String[] written =
        given.keySet().stream()
            .sorted((a, b) -> Long.compare(code(a), code(b)))
            .toArray(String[]::new);
    this.prefixes = Arrays.stream(written).mapToLong(PrefixTable::code).toArray();
    this.candidates = Arrays.stream(written).map(given::get).toArray(Candidates[]::new);
    this.shorter = new int[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      shorter[i] = beginningOf(prefixes[i], i - 1);
    }
  }

  /** The place of the longest prefix that the number begins with; {@link #NONE} without one. */
  int longest(String number) {
    long code = number == null ? 0 : code(number);
    int found = Arrays.binarySearch(prefixes, code);
    return found >= 0 ? found : beginningOf(code, -found - 2);
  }

  /** The place of the next shorter prefix that the prefix at that place begins with. */
  int shorter(int place) {
    return shorter[place];
  }

  Candidates at(int place) {
    return candidates[place];
  }

  private int beginningOf(long code, int from) {
    int place = from;
    while (place >= 0 && (code & digitsOf(prefixes[place])) != prefixes[place]) {
      place = shorter[place];
    }
    return Math.max(place, NONE);
  }

  private static long digitsOf(long prefix) {
    return -1L << (Long.numberOfTrailingZeros(prefix) / BITS * BITS);
  }

  /** The first digits after the plus sign, each one more than it is; 0 where there are none. */
  private static long code(String number) {
    if (number.isEmpty() || number.charAt(0) != '+') {
      return 0;
    }
    long code = 0;
    int end = Math.min(number.length(), MOST_DIGITS + 1);
    for (int i = 1; i < end; i++) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      code |= (digit + 1L) << (BITS * (MOST_DIGITS - i));
    }
    return code;
  }
}
