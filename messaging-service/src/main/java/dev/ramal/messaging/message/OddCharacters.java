package dev.ramal.messaging.message;

import dev.ramal.events.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which characters of an SMS cost more than their place, and what each of them costs. */
public final class OddCharacters {
  private OddCharacters() {}

  /**
   * A character that costs more than its place.
   *
   * @param times how often it stands in the text
   * @param forcesUcs2 whether the text leaves GSM-7 because of it; else it is one of the extension
   *     table, which takes two septets
   * @param plain what could stand instead; null when nothing could
   * @param segmentsWithout parts of the text if this character alone were spelled plainly, or left
   *     out where it has no plain spelling
   */
  public record Odd(
      String character, int times, boolean forcesUcs2, String plain, int segmentsWithout) {}

  /**
   * In the order in which they stand first.
   *
   * @param most how many different ones are told at most
   */
  public static List<Odd> of(String text, SmsRules rules, int most) {
    boolean gsm7 = rules.isGsm7(text);
    Map<String, Integer> times = new LinkedHashMap<>();
    for (String character : SmsRules.characters(text)) {
      if (gsm7 ? rules.units(Encoding.GSM_7, character) > 1 : !rules.isGsm7(character)) {
        times.merge(character, 1, Integer::sum);
      }
    }
    return times.entrySet().stream()
        .limit(most)
        .map(entry -> odd(text, rules, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Odd odd(String text, SmsRules rules, String character, int times) {
    boolean forces = !rules.isGsm7(character);
    String plain = forces ? PlainSpelling.ofCharacter(character, rules).orElse(null) : null;
    String without = text.replace(character, plain == null ? "" : plain);
    int segments = Segments.of(Channel.SMS, without, rules).count();
    return new Odd(character, times, forces, plain, segments);
  }
}
