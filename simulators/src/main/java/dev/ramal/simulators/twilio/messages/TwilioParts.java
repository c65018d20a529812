package dev.ramal.simulators.twilio.messages;

import java.util.Set;

/**
 * Parts of an SMS as Twilio bills them: the whole GSM alphabet, 160 septets or 153 in each of
 * several, otherwise 70 and 67 units; what a reader takes for one character stays in one part.
 */
public final class TwilioParts {
  private static final String ONE =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String TWO = "\f^{}\\[~]|€";
  private static final int JOINER = 0x200D;

  /** General categories of what joins the character before it. */
  private static final Set<Integer> MARKS =
      Set.of(
          (int) Character.NON_SPACING_MARK,
          (int) Character.ENCLOSING_MARK,
          (int) Character.COMBINING_SPACING_MARK);

  private final boolean gsm;
  private final int[] codePoints;

  private TwilioParts(String text) {
    this.codePoints = text.codePoints().toArray();
    this.gsm = text.codePoints().allMatch(c -> ONE.indexOf(c) >= 0 || TWO.indexOf(c) >= 0);
  }

  /** At least 1. */
  public static int count(String text) {
    return new TwilioParts(text).count();
  }

  private int count() {
    int all = 0;
    for (int codePoint : codePoints) {
      all += size(codePoint);
    }
    return all <= (gsm ? 160 : 70) ? 1 : filled(gsm ? 153 : 67);
  }

  private int filled(int room) {
    int parts = 1;
    int used = 0;
    int at = 0;
    while (at < codePoints.length) {
      int end = end(at);
      int size = 0;
      while (at < end) {
        size += size(codePoints[at++]);
      }
      if (used + size > room) {
        parts++;
        used = 0;
      }
      used += size;
    }
    return parts;
  }

  /** Where the character that begins here ends. */
  private int end(int begin) {
    int at = begin + 1;
    int flags = isFlag(codePoints[begin]) ? 1 : 0;
    while (!gsm && at < codePoints.length) {
      int next = codePoints[at];
      boolean pair = flags == 1 && isFlag(next);
      if (!pair && !joins(next) && codePoints[at - 1] != JOINER) {
        return at;
      }
      flags = pair ? 2 : flags;
      at++;
    }
    return at;
  }

  private int size(int codePoint) {
    if (gsm) {
      return TWO.indexOf(codePoint) >= 0 ? 2 : 1;
    }
    return Character.charCount(codePoint);
  }

  private static boolean joins(int codePoint) {
    return MARKS.contains(Character.getType(codePoint))
        || codePoint == JOINER
        || codePoint >= 0x1F3FB && codePoint <= 0x1F3FF
        || codePoint >= 0xE0020 && codePoint <= 0xE007F;
  }

  /** Two of these are one flag. */
  private static boolean isFlag(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }
}
