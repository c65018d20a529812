package dev.ramal.messaging.message;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as it is recognised after a carrier has rewritten it: without accents, case, spaces and
 * signs. Carriers replace letters that GSM-7 does not have and turn a no-break space into two
 * spaces, a tab into seven.
 *
 * <p>Source: Twilio, smart encoding; seen with sms-segments-calculator 1.3.0.
 */
public record SentText(String letters) {
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\h]+");

  /** A text of signs alone is recognised by its signs. */
  public static SentText of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String letters = NO_LETTER.matcher(plain).replaceAll("");
    return new SentText(letters.isEmpty() ? SPACES.matcher(plain).replaceAll("") : letters);
  }
}
