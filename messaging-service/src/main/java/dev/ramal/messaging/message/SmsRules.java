package dev.ramal.messaging.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a carrier makes parts of an SMS. They differ: in which letters they take for GSM-7, and in
 * whether a part may end inside what a reader takes for one character.
 *
 * @param outside characters of the standard alphabet for which the carrier leaves GSM-7 all the
 *     same
 * @param wholeCharacters whether no part ends inside an escaped character, a surrogate pair or an
 *     emoji of several; parts then stay unfilled
 * @param mostParts longer texts are not taken
 */
public record SmsRules(String outside, boolean wholeCharacters, int mostParts) {
  /** 3GPP TS 23.038 and 23.040: the part has a number of one byte. */
  public static final SmsRules STANDARD = new SmsRules("", true, 255);

  private static final Pattern CHARACTER = Pattern.compile("\\r\\n|\\X");
  private static final int IMPOSSIBLE = 0;

  /** Septets of a character: 1, 2, or 0 where it forces the text into UCS-2. */
  int septets(int codePoint) {
    return outside.indexOf(codePoint) >= 0 ? IMPOSSIBLE : Gsm7.septets(codePoint);
  }

  boolean isGsm7(String text) {
    return text.codePoints().allMatch(c -> septets(c) != IMPOSSIBLE);
  }

  Encoding encoding(String text) {
    return isGsm7(text) ? Encoding.GSM_7 : Encoding.UCS_2;
  }

  int units(Encoding encoding, String text) {
    return encoding == Encoding.UCS_2 ? text.length() : text.codePoints().map(this::septets).sum();
  }

  /** What a reader takes for one character; a line break of two is two. */
  static List<String> characters(String text) {
    List<String> characters = new ArrayList<>(text.length());
    Matcher matcher = CHARACTER.matcher(text);
    while (matcher.find()) {
      String character = matcher.group();
      if (character.equals("\r\n")) {
        characters.add("\r");
        characters.add("\n");
      } else {
        characters.add(character);
      }
    }
    return characters;
  }

  /** Units in each part of a text that does not fit into one. */
  List<Integer> parts(Encoding encoding, String text) {
    int room = encoding.unitsPerPart();
    List<Integer> parts = new ArrayList<>();
    int used = 0;
    for (int units : steps(encoding, text, room)) {
      if (used + units > room) {
        parts.add(used);
        used = 0;
      }
      used += units;
    }
    parts.add(used);
    return parts;
  }

  /** What is put into parts one after the other; what no part could hold goes unit by unit. */
  private int[] steps(Encoding encoding, String text, int room) {
    if (!wholeCharacters) {
      return single(units(encoding, text));
    }
    return characters(text).stream()
        .mapToInt(character -> units(encoding, character))
        .flatMap(units -> units > room ? Arrays.stream(single(units)) : IntStream.of(units))
        .toArray();
  }

  private static int[] single(int units) {
    int[] ones = new int[units];
    Arrays.fill(ones, 1);
    return ones;
  }
}
