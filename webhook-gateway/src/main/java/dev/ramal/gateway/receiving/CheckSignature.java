package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.verification.FormBody;
import dev.ramal.gateway.verification.TelnyxSignature;
import dev.ramal.gateway.verification.TwilioSignature;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Tells whether the carrier signed a request, from its raw bytes. Whoever cannot be verified is
 * refused; there is no setting that turns this off.
 */
@ApplicationScoped
public class CheckSignature {
  private final TwilioSignature twilio;
  private final TelnyxSignature telnyx;

  @Inject
  public CheckSignature(WebhooksConfig config, Clock clock) {
    this.twilio = new TwilioSignature(config.baseUrl());
    this.telnyx = new TelnyxSignature(clock);
  }

  /**
   * @param form null when the body is no form
   * @throws Refused when it is unsigned or not the carrier's
   */
  void check(
      Connection connection,
      String pathAndQuery,
      MultiMap headers,
      byte[] body,
      FormBody form,
      Instant now) {
    boolean isTwilio = connection.carrier() == Carrier.TWILIO;
    String signature = headers.get(isTwilio ? TwilioSignature.HEADER : TelnyxSignature.HEADER);
    if (signature == null || signature.isEmpty()) {
      throw new Refused(Outcome.UNSIGNED, "only what the carrier has signed is taken");
    }
    boolean genuine =
        isTwilio
            ? isTwilios(connection, pathAndQuery, body, form, signature, now)
            : telnyx.isGenuine(
                headers.get(TelnyxSignature.TIMESTAMP_HEADER),
                body,
                signature,
                connection.publicKeys());
    if (!genuine) {
      throw new Refused(
          Outcome.FORGED, "no live key of this connection made this signature for this request");
    }
  }

  private boolean isTwilios(
      Connection connection,
      String pathAndQuery,
      byte[] body,
      FormBody form,
      String signature,
      Instant now) {
    return form != null
        ? twilio.isGenuine(pathAndQuery, form, signature, connection.liveAuthTokens(now))
        : twilio.isGenuine(pathAndQuery, body, signature, connection.liveAuthTokens(now));
  }
}
