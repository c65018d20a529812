package dev.ramal.calls.permission;

import dev.ramal.events.E164;
import dev.ramal.numbering.DialableNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can be blocked: a number, or a range by its beginning. Lists of consumers hold bare
 * Brazilian digits, old ones without the ninth: all become the spelling that is dialled.
 */
final class BlockableNumber {
  static final String WANTED =
      "must be E.164, the 10 or 11 digits of a Brazilian number, or the beginning of numbers with a"
          + " star behind, as in +55900*";

  private static final Pattern RANGE = Pattern.compile("\\+[1-9][0-9]{0,13}\\*");
  private static final Pattern NATIONAL = Pattern.compile("[1-9]{2}[0-9]{8,9}");
  private static final Pattern MASK = Pattern.compile("[ ().-]");

  private BlockableNumber() {}

  /** Empty for what is neither. */
  static Optional<String> of(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String bare = MASK.matcher(text).replaceAll("");
    if (RANGE.matcher(bare).matches()) {
      return Optional.of(bare);
    }
    boolean national = NATIONAL.matcher(bare).matches();
    String number = national ? "+55" + bare : bare;
    Optional<String> dialled = DialableNumber.of(number).map(E164::value);
    return dialled.isPresent() || national || !E164.isValid(number) ? dialled : Optional.of(number);
  }

  static boolean isRange(String blockable) {
    return blockable.endsWith("*");
  }
}
