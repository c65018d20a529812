package dev.ramal.messaging.message;

import java.util.regex.Pattern;

/**
 * Whether anything of a text would be seen. Besides spaces: format and control characters (soft
 * hyphens, zero-width spaces and joiners, the byte order mark), and what Unicode draws as nothing
 * although it counts it among letters, marks and signs. Source: Unicode,
 * Default_Ignorable_Code_Point.
 */
public final class BlankText {
  private static final Pattern BLANK =
      Pattern.compile(
          "[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800"
              + "\\u3164\\uFE00-\\uFE0F\\uFFA0]*");

  private BlankText() {}

  /**
   * @param text not null
   */
  public static boolean is(String text) {
    return BLANK.matcher(text).matches();
  }
}
