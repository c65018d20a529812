package dev.ramal.messaging.message;

import dev.ramal.events.Channel;
import java.util.List;

/**
 * The parts a text is sent and billed as. A Portuguese text easily leaves GSM-7: {@code ã}, {@code
 * õ}, {@code ç} (small), {@code á}, {@code ê} are not in it, and one of them makes every character
 * of the text cost sixteen bits.
 *
 * @param parts units in each: septets of GSM-7 or 16-bit units of UCS-2, escapes counted; never
 *     empty
 */
public record Segments(Encoding encoding, List<Integer> parts) {

  /** As the standard counts; carriers differ, see {@link SmsRules}. */
  public static Segments of(Channel channel, String text) {
    return of(channel, text, SmsRules.STANDARD);
  }

  /** A WhatsApp message is one, however long. */
  public static Segments of(Channel channel, String text, SmsRules rules) {
    Encoding encoding = rules.encoding(text);
    int units = rules.units(encoding, text);
    return channel == Channel.WHATSAPP || units <= encoding.unitsAlone()
        ? new Segments(encoding, List.of(units))
        : new Segments(encoding, rules.parts(encoding, text));
  }

  public int count() {
    return parts.size();
  }

  public int units() {
    return parts.stream().mapToInt(Integer::intValue).sum();
  }

  /** Units that each part has room for. */
  public int roomPerPart() {
    return count() == 1 ? encoding.unitsAlone() : encoding.unitsPerPart();
  }
}
