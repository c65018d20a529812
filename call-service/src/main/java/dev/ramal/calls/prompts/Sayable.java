package dev.ramal.calls.prompts;

import java.util.regex.Pattern;

/**
 * Whether words of other people can be said: XML, which carries them, has no control characters.
 */
public final class Sayable {
  /** Of a field of a request. */
  public static final String PATTERN = "[\\r\\n\\t[^\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]]*";

  private static final Pattern WORDS = Pattern.compile(PATTERN);

  private Sayable() {}

  public static boolean is(String words) {
    return WORDS.matcher(words).matches();
  }
}
