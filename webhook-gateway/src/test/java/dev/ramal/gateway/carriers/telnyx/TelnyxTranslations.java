package dev.ramal.gateway.carriers.telnyx;

import dev.ramal.events.Carrier;
import dev.ramal.gateway.carriers.Callbacks;
import dev.ramal.gateway.carriers.Translation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Telnyx's events and forms translated, whoever owns them. */
public final class TelnyxTranslations {
  private TelnyxTranslations() {}

  public static Translation event(byte[] body, Instant at) {
    return TelnyxTranslation.translate(
        Callbacks.json(Carrier.TELNYX, "c2", body, at), TelnyxWebhooks.read(body));
  }

  public static Translation texml(byte[] body, Instant at) {
    String form = new String(body, StandardCharsets.UTF_8);
    return TexmlTranslation.translate(Callbacks.form(Carrier.TELNYX, "c2", null, "", form, at));
  }
}
