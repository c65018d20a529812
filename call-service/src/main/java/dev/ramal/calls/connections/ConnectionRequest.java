package dev.ramal.calls.connections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.calls.connections.RotateSecrets.GivenSecret;
import dev.ramal.carriers.OpenedConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A carrier account as an administrator gives it. In a change, a secret that is absent stays.
 *
 * @param carrier twilio or telnyx
 * @param enabled absent means yes
 * @param numbers E.164, at least one; those that were bought here stay though they are not named
 * @param accountSid Twilio
 * @param authToken Twilio
 * @param sharedKeySecret Twilio, optional: signs its webhooks in the auth token's place
 * @param messagingServiceSid Twilio, optional
 * @param apiKeySid Twilio, optional: SK…, lets agents log in with browsers
 * @param apiKeySecret Twilio: of that key
 * @param outgoingApplicationSid Twilio, optional: AP…, is asked when such a browser calls
 * @param apiKey Telnyx
 * @param publicKey Telnyx: base64 of 32 bytes
 * @param voiceAppId Telnyx: id of the Call Control application
 * @param messagingProfileId Telnyx, optional
 * @param credentialConnectionId Telnyx, optional: SIP connection whose credentials browsers get
 */
@Schema(
    name = "CarrierConnectionRequest",
    examples =
"""
{"carrier": "twilio", "enabled": false, "numbers": ["+551130001000"], "accountSid": "AC00000000000000000000000000000001", "authToken": "00000000000000000000000000000001"}
""")
public record ConnectionRequest(
    @Schema(required = true, examples = "twilio") String carrier,
    Boolean enabled,
    @Schema(required = true, minItems = 1) List<String> numbers,
    String accountSid,
    String authToken,
    String sharedKeySecret,
    String messagingServiceSid,
    String apiKeySid,
    String apiKeySecret,
    String outgoingApplicationSid,
    String apiKey,
    String publicKey,
    @JsonProperty("connectionId") String voiceAppId,
    String messagingProfileId,
    String credentialConnectionId) {

  /** The fields that belong to some carrier, by name; null where absent. */
  Map<String, String> carrierFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("accountSid", accountSid);
    fields.put("authToken", authToken);
    fields.put("sharedKeySecret", sharedKeySecret);
    fields.put("messagingServiceSid", messagingServiceSid);
    fields.put("apiKeySid", apiKeySid);
    fields.put("apiKeySecret", apiKeySecret);
    fields.put("outgoingApplicationSid", outgoingApplicationSid);
    fields.put("apiKey", apiKey);
    fields.put("publicKey", publicKey);
    fields.put("connectionId", voiceAppId);
    fields.put("messagingProfileId", messagingProfileId);
    fields.put("credentialConnectionId", credentialConnectionId);
    return fields;
  }

  List<GivenSecret> secrets() {
    return Stream.of(
            new GivenSecret(OpenedConnection.AUTH_TOKEN, authToken),
            new GivenSecret(OpenedConnection.SHARED_KEY, sharedKeySecret),
            new GivenSecret(OpenedConnection.API_KEY, apiKey),
            new GivenSecret(StoredSecret.SIGNING_KEY, apiKeySecret),
            new GivenSecret(StoredSecret.PUBLIC_KEY, publicKey))
        .filter(secret -> secret.plain() != null)
        .toList();
  }

  @Override
  public String toString() {
    return "request for a " + carrier + " connection";
  }
}
