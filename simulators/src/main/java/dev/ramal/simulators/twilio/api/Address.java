package dev.ramal.simulators.twilio.api;

import java.util.regex.Pattern;

/** What can be dialled or written to, and what only looks like it. */
public final class Address {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern BRAZIL = Pattern.compile("\\+55[1-9][1-9][2-9][0-9]{7,8}");
  private static final Pattern BRAZIL_LANDLINE = Pattern.compile("\\+55[1-9][1-9][2-5][0-9]{7}");
  private static final Pattern BRAZIL_SPECIAL =
      Pattern.compile("\\+55(0?800|40(0[0-9]|20)|4370|0?300)[0-9]{4,7}");
  private static final Pattern CLIENT = Pattern.compile("client:[A-Za-z0-9_.@+-]{1,256}");
  private static final Pattern SIP = Pattern.compile("sips?:[^\\s@]+@[^\\s@]+");

  private Address() {}

  public static boolean isNumber(String text) {
    if (!E164.matcher(text).matches()) {
      return false;
    }
    return !text.startsWith("+55")
        || BRAZIL.matcher(text).matches()
        || BRAZIL_SPECIAL.matcher(text).matches();
  }

  public static boolean isEndpoint(String text) {
    return text.startsWith("+")
        ? isNumber(text)
        : CLIENT.matcher(text).matches() || SIP.matcher(text).matches();
  }

  public static boolean isLandline(String number) {
    return BRAZIL_LANDLINE.matcher(number).matches();
  }

  public static String country(String address) {
    String number = address.replaceFirst("^whatsapp:", "");
    return number.startsWith("+55") ? "BR" : number.startsWith("+1") ? "US" : "";
  }
}
