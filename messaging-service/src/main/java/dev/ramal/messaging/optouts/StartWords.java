package dev.ramal.messaging.optouts;

import java.util.Locale;
import java.util.Set;

/**
 * Words by which a contact takes messages again, as the carriers understand them. Not every carrier
 * says that it has understood one.
 *
 * <p>Source: Twilio, default opt-in keywords; Telnyx, SMS opt-out keywords.
 */
public final class StartWords {
  private static final Set<String> WORDS = Set.of("START", "UNSTOP", "VOLTAR");

  private StartWords() {}

  /** Whether a text is one of them and nothing else. */
  public static boolean contain(String text) {
    return WORDS.contains(text.strip().toUpperCase(Locale.ROOT));
  }
}
