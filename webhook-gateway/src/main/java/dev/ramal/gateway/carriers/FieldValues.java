package dev.ramal.gateway.carriers;

import dev.ramal.events.MessageContent;
import dev.ramal.events.Place;
import dev.ramal.events.ReplyButton;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as carriers write them, read so that no input is expensive. */
public final class FieldValues {
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?");

  private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");

  private static final Pattern OUR_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,40}");

  private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,15})?");

  private static final int MOST_OF_A_PLACE = 1000;

  /** WhatsApp's ids of buttons have up to 256 characters. */
  private static final int MOST_OF_A_BUTTON = 256;

  private FieldValues() {}

  /** One word of a carrier's, in lower case; null when the text is none. */
  public static String wordOrNull(String text) {
    String word = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return WORD.matcher(word).matches() ? word : null;
  }

  /** A place by its coordinates; null when they are none. */
  public static MessageContent placeOrNull(
      String latitude, String longitude, String label, String address) {
    BigDecimal north = degreesOrNull(latitude, 90);
    BigDecimal east = degreesOrNull(longitude, 180);
    return north == null || east == null
        ? null
        : new MessageContent(
            MessageContent.LOCATION, new Place(north, east, cut(label), cut(address)));
  }

  /**
   * The button that somebody has tapped; null when nothing says which.
   *
   * @param id null where only its title is told
   * @param title null where only its id is told
   */
  public static MessageContent buttonOrNull(String id, String title) {
    String known = blank(id) ? title : id;
    String shown = blank(title) ? id : title;
    return blank(known)
        ? null
        : MessageContent.tapped(
            new ReplyButton(cut(known, MOST_OF_A_BUTTON), cut(shown, MOST_OF_A_BUTTON)));
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static BigDecimal degreesOrNull(String text, int most) {
    if (text == null || !DEGREES.matcher(text).matches()) {
      return null;
    }
    BigDecimal degrees = new BigDecimal(text);
    return degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0 ? null : degrees;
  }

  private static String cut(String text) {
    return cut(text, MOST_OF_A_PLACE);
  }

  private static String cut(String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  /** A whole number from 0 to 2^31-1; else null. */
  public static Integer wholeOrNull(String text) {
    if (text == null || text.isEmpty() || text.length() > 10 || !isDigits(text)) {
      return null;
    }
    long value = Long.parseLong(text);
    return value > Integer.MAX_VALUE ? null : Integer.valueOf((int) value);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** An amount of money, made positive as some carriers write charges below zero; else null. */
  public static BigDecimal amountOrNull(String text) {
    return text != null && AMOUNT.matcher(text).matches() ? new BigDecimal(text).abs() : null;
  }

  /** ISO 4217 in capitals, whatever case the carrier chose; null for what is no currency. */
  public static String currencyOrNull(String text) {
    return text != null && CURRENCY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
  }

  /**
   * An id of ours as it comes back from a carrier; null when the text cannot be one: it becomes
   * part of a Kafka key.
   */
  public static String ourIdOrNull(String text) {
    return text != null && OUR_ID.matcher(text).matches() ? text : null;
  }
}
