package dev.ramal.events;

import java.util.regex.Pattern;

/**
 * How WhatsApp names a person towards one business: a country, a dot and what it made up, as in
 * {@code BR.84729103348571620033}. The same with a number and without.
 */
public final class WhatsAppUserId {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9]{1,128}");

  private WhatsAppUserId() {}

  /**
   * @param text null is none
   */
  public static boolean isOne(String text) {
    return text != null && FORM.matcher(text).matches();
  }
}
