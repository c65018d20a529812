package dev.ramal.messaging.message;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What could stand instead of characters that force an SMS into UCS-2: a letter without its accent,
 * straight quotes, a hyphen, a space. An emoji has no other spelling, nor has another script.
 */
public final class PlainSpelling {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  /** Not to be seen: soft hyphens, zero-width spaces and joiners, the byte order mark. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]+");

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\t\\u000B\\u0085]");

  /** Signs that no normalization form of Unicode takes apart. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("“”„‟«»″〝〞", "\""),
          Map.entry("‘’‚‛‹›′´`ʼ", "'"),
          Map.entry("‐‑‒–—―−•·▪●", "-"),
          Map.entry("÷⁄∕", "/"),
          Map.entry("×✕✖", "x"),
          Map.entry("°", "o"),
          Map.entry("©", "(c)"),
          Map.entry("®", "(r)"),
          Map.entry("→➔➡", "->"),
          Map.entry("←", "<-"),
          Map.entry("≤", "<="),
          Map.entry("≥", ">="),
          Map.entry("¦", "|"),
          Map.entry("¬", "-"),
          Map.entry("Ð", "D"),
          Map.entry("ð", "d"),
          Map.entry("Þ", "Th"),
          Map.entry("þ", "th"),
          Map.entry("Œ", "OE"),
          Map.entry("œ", "oe"),
          Map.entry("Ł", "L"),
          Map.entry("ł", "l"),
          Map.entry("¢", "c"));

  private PlainSpelling() {}

  /**
   * The whole text in GSM-7. Empty where something has no plain spelling: then the text would
   * travel as UCS-2 anyway, and nothing would be won by losing its accents.
   */
  public static Optional<String> of(String text, SmsRules rules) {
    StringBuilder plain = new StringBuilder(text.length());
    for (String character : SmsRules.characters(text)) {
      Optional<String> spelling = ofCharacter(character, rules);
      if (spelling.isEmpty()) {
        return Optional.empty();
      }
      plain.append(spelling.get());
    }
    return Optional.of(plain.toString());
  }

  /** The same character where it needs no other spelling; empty where it has none. */
  static Optional<String> ofCharacter(String character, SmsRules rules) {
    if (rules.isGsm7(character)) {
      return Optional.of(character);
    }
    String spelling = SPACES.matcher(character).replaceAll(" ");
    spelling = sign(spelling).orElse(spelling);
    spelling = MARKS.matcher(Normalizer.normalize(spelling, Normalizer.Form.NFKD)).replaceAll("");
    spelling = INVISIBLE.matcher(signs(spelling)).replaceAll("");
    return rules.isGsm7(spelling) ? Optional.of(spelling) : Optional.empty();
  }

  /** What a normalization form left, as the stroke of a fraction. */
  private static String signs(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> plain.append(sign(character).orElse(character)));
    return plain.toString();
  }

  private static Optional<String> sign(String character) {
    return character.codePointCount(0, character.length()) != 1
        ? Optional.empty()
        : SIGNS.entrySet().stream()
            .filter(entry -> entry.getKey().contains(character))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
