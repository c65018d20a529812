package dev.ramal.gateway.carriers.twilio;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code X-Twilio-Webhooks-Signature-Settings}: what a callback says of its signature when a shared
 * key made it, as in {@code key=webhooks_sharedkey_…,algorithm=HMAC_SHA256}.
 *
 * <p>Failure policy: the header is not signed, so it may only ask for more than the Auth Token's
 * signature gives. Another algorithm, none or two are refused, SHA-1 too.
 */
final class SignatureSettings {
  static final String HEADER = "X-Twilio-Webhooks-Signature-Settings";

  private static final String SHA_256 = "HMAC_SHA256";

  private SignatureSettings() {}

  /**
   * Which kind of key must have signed; empty when none that is good enough.
   *
   * @param header null or empty when the Auth Token signs
   */
  static Optional<String> keyAlgorithm(String header) {
    if (header == null || header.isBlank()) {
      return Optional.of(TwilioSignature.BY_TOKEN);
    }
    List<String> named =
        Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(part -> part.matches("(?i)algorithm\\s*=.*"))
            .map(part -> part.substring(part.indexOf('=') + 1).strip())
            .toList();
    return named.size() == 1 && named.get(0).equalsIgnoreCase(SHA_256)
        ? Optional.of(TwilioSignature.BY_SHARED_KEY)
        : Optional.empty();
  }
}
