package dev.ramal.messaging.message;

import dev.ramal.events.E164;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one spelling of a person's number. WhatsApp knows many Brazilian mobiles by the eight-digit
 * number they had before the ninth digit came (2012–2016); the network and the CRM know them with
 * it. Old mobiles began with 6 to 9, landlines begin with 2 to 5 and never got the digit.
 *
 * <p>Source: Anatel resolution 553/2010; {@code WaId} of Twilio's WhatsApp callbacks.
 */
public final class ContactNumber {
  private static final Pattern OLD_MOBILE = Pattern.compile("\\+55([1-9][1-9])([6-9][0-9]{7})");

  private ContactNumber() {}

  public static E164 normalize(E164 number) {
    Matcher old = OLD_MOBILE.matcher(number.value());
    return old.matches() ? E164.of("+55" + old.group(1) + "9" + old.group(2)) : number;
  }
}
