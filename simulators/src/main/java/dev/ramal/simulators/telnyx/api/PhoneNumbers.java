package dev.ramal.simulators.telnyx.api;

import java.util.regex.Pattern;

/** What Telnyx takes for a telephone number. */
public final class PhoneNumbers {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern BRAZIL = Pattern.compile("\\+55[1-9][1-9][2-9][0-9]{7,8}");

  private PhoneNumbers() {}

  public static boolean isNumber(String text) {
    return E164.matcher(text).matches()
        && (!text.startsWith("+55") || BRAZIL.matcher(text).matches());
  }
}
