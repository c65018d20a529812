package dev.ramal.events;

/**
 * Text without U+0000 and without half surrogate pairs. Postgres holds neither in a text or a
 * jsonb, and a half pair is no character in any encoding.
 */
public final class CleanText {
  private CleanText() {}

  /**
   * Whether a store can hold it.
   *
   * @param text null is clean
   */
  public static boolean isClean(String text) {
    return text == null || uncleanAt(text, 0) == text.length();
  }

  /** The same without what no store can hold; null for null. */
  public static String of(String text) {
    if (isClean(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    while (from < text.length()) {
      int unclean = uncleanAt(text, from);
      clean.append(text, from, unclean);
      from = unclean + 1;
    }
    return clean.toString();
  }

  /** The first place from there on; the length when there is none. */
  private static int uncleanAt(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || Character.isLowSurrogate(each)) {
        return i;
      }
      if (Character.isHighSurrogate(each)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return text.length();
  }
}
