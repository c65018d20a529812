package dev.ramal.events;

import java.util.Locale;
import java.util.function.Function;

/**
 * The words under which constants travel, on Kafka and in APIs. Words are contracts, names are not.
 */
public final class WireWords {
  private WireWords() {}

  /** Null for null and for an unknown word. */
  static <E> E find(E[] all, Function<E, String> wire, String word) {
    for (E each : all) {
      if (wire.apply(each).equals(word)) {
        return each;
      }
    }
    return null;
  }

  /**
   * As {@link #find}, and takes a word in capitals, too: the API always did.
   *
   * @throws IllegalArgumentException for an unknown word
   */
  static <E> E of(E[] all, Function<E, String> wire, String word) {
    E found =
        word == null ? null : find(all, wire, word.toLowerCase(Locale.ROOT).replace('_', '-'));
    if (found == null) {
      throw new IllegalArgumentException(
          "no " + all.getClass().getComponentType().getSimpleName() + " is called " + word);
    }
    return found;
  }

  /** For metrics: lower case with hyphens, {@code NO_ANSWER} is {@code no-answer}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
