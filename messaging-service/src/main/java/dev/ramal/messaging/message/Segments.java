package dev.ramal.messaging.message;

import dev.ramal.events.Channel;
import java.util.PrimitiveIterator;

/**
 * How many parts a text is sent and billed as. A Portuguese text easily leaves GSM-7: {@code ã},
 * {@code õ}, {@code ç} (small), {@code á}, {@code ê} are not in it, and one of them makes every
 * character of the text cost sixteen bits.
 *
 * @param units septets of GSM-7 or 16-bit units of UCS-2, escapes counted
 * @param count at least 1
 */
public record Segments(Encoding encoding, int units, int count) {

  /** A WhatsApp message is one, however long. */
  public static Segments of(Channel channel, String text) {
    Segments sms = ofSms(text);
    return channel == Channel.SMS ? sms : new Segments(sms.encoding, sms.units, 1);
  }

  static Segments ofSms(String text) {
    Encoding encoding = Gsm7.canEncode(text) ? Encoding.GSM_7 : Encoding.UCS_2;
    int units = text.codePoints().map(c -> unitsOf(encoding, c)).sum();
    return new Segments(
        encoding, units, units <= encoding.unitsAlone() ? 1 : parts(encoding, text));
  }

  /** No part ends inside an escaped character or a surrogate pair, so parts may stay unfilled. */
  private static int parts(Encoding encoding, String text) {
    int parts = 1;
    int used = 0;
    PrimitiveIterator.OfInt characters = text.codePoints().iterator();
    while (characters.hasNext()) {
      int units = unitsOf(encoding, characters.nextInt());
      if (used + units > encoding.unitsPerPart()) {
        parts++;
        used = 0;
      }
      used += units;
    }
    return parts;
  }

  private static int unitsOf(Encoding encoding, int codePoint) {
    return encoding == Encoding.GSM_7 ? Gsm7.septets(codePoint) : Character.charCount(codePoint);
  }
}
