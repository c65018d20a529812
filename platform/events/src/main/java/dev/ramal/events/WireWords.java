package dev.ramal.events;

import java.util.Locale;
import java.util.function.Function;

/** Finds constants by the word under which they travel. Words are contracts, names are not. */
final class WireWords {
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
}
