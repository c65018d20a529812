package dev.ramal.calls.connections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.calls.connections.Secrets.GivenSecret;
import dev.ramal.carriers.OpenedConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A carrier account as an administrator gives it. In a change, a secret that is absent stays.
 *
 * @param carrier twilio or telnyx
 * @param enabled absent means yes
 * @param numbers E.164, at least one
 * @param accountSid Twilio
 * @param authToken Twilio
 * @param messagingServiceSid Twilio, optional
 * @param apiKey Telnyx
 * @param publicKey Telnyx: base64 of 32 bytes
 * @param voiceAppId Telnyx: id of the Call Control application
 * @param messagingProfileId Telnyx, optional
 */
record ConnectionRequest(
    String carrier,
    Boolean enabled,
    List<String> numbers,
    String accountSid,
    String authToken,
    String messagingServiceSid,
    String apiKey,
    String publicKey,
    @JsonProperty("connectionId") String voiceAppId,
    String messagingProfileId) {

  List<GivenSecret> secrets() {
    return Stream.of(
            new GivenSecret(OpenedConnection.AUTH_TOKEN, authToken),
            new GivenSecret(OpenedConnection.API_KEY, apiKey),
            new GivenSecret(StoredSecret.PUBLIC_KEY, publicKey))
        .filter(secret -> secret.plain() != null)
        .toList();
  }

  @Override
  public String toString() {
    return "request for a " + carrier + " connection";
  }
}
