package dev.ramal.simulators.telnyx.messages;

import java.nio.charset.StandardCharsets;

/**
 * Parts of an SMS as Telnyx bills them: only the characters that its documentation lists stay in
 * GSM-7, and the number of parts is a division.
 */
public final class TelnyxParts {
  /** More than these are refused. */
  static final int MOST = 10;

  private static final String LISTED =
      " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
          + "\n\r£¥èéùìòØøÅåÆæßÉ¡ÄÖÑÜ§¿äöñüà";
  private static final String ESCAPED = "~^|\\{}[]€";

  private TelnyxParts() {}

  static boolean isGsm(String text) {
    return text.chars().allMatch(c -> (LISTED + ESCAPED).indexOf(c) >= 0);
  }

  /** At least 1. */
  public static int count(String text) {
    if (isGsm(text)) {
      long escaped = text.chars().filter(c -> ESCAPED.indexOf(c) >= 0).count();
      return divided(text.length() + escaped, 160, 153);
    }
    return divided(text.getBytes(StandardCharsets.UTF_16BE).length / 2, 70, 67);
  }

  private static int divided(long size, int alone, int each) {
    return size <= alone ? 1 : (int) Math.ceil((double) size / each);
  }
}
