package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.Carrier;
import dev.ramal.gateway.carriers.Callbacks;
import dev.ramal.gateway.carriers.Translation;
import java.time.Instant;
import java.util.List;

/** Twilio's forms translated, whoever owns them. */
public final class TwilioTranslations {
  private TwilioTranslations() {}

  /** The paths of all kinds. */
  public static List<String> kinds() {
    return TwilioWebhooks.TRANSLATIONS.keySet().stream().sorted().toList();
  }

  public static Translation callback(
      String kind, String connectionId, String query, String body, Instant at) {
    return TwilioWebhooks.TRANSLATIONS
        .get(kind)
        .apply(
            TwilioCallback.of(Callbacks.form(Carrier.TWILIO, connectionId, kind, query, body, at)));
  }

  /** What a request for instructions tells by the way; null when nothing new. */
  public static Translation.Fact aside(String step, String query, String body, Instant at) {
    return TwilioVoice.step(
            TwilioCallback.of(Callbacks.form(Carrier.TWILIO, "c1", step, query, body, at)))
        .aside();
  }
}
