package dev.ramal.calls.agents;

import dev.ramal.events.Carrier;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a browser logs in with: Twilio's {@code Device}, or {@code login_token} of Telnyx's client.
 *
 * @param identity as which it logs in
 * @param address what is dialled to ring it
 * @param token a secret until it ends
 */
@Schema(name = "SoftphoneToken")
record SoftphoneToken(
    Carrier carrier,
    String connectionId,
    String identity,
    String address,
    String token,
    Instant expiresAt) {
  @Override
  public String toString() {
    return "token of " + identity + " until " + expiresAt;
  }
}
