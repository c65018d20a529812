package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.connections.ConnectionFields;
import dev.ramal.calls.connections.ConnectionRequest;
import dev.ramal.calls.connections.ConnectionRules;
import dev.ramal.events.Carrier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** A Telnyx account: its API key, the key it signs with, a Call Control application. */
@ApplicationScoped
class TelnyxConnectionRules implements ConnectionRules {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int KEY_BYTES = 32;

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public Set<String> fields() {
    return Set.of(
        "apiKey", "publicKey", "connectionId", "messagingProfileId", "credentialConnectionId");
  }

  @Override
  public void check(ConnectionRequest request, ConnectionFields fields) {
    fields.secret("apiKey", request.apiKey());
    publicKey(request.publicKey(), fields);
    fields.matches("connectionId", request.voiceAppId(), ID, "the Call Control application's id");
    fields.matchesIfGiven("messagingProfileId", request.messagingProfileId(), ID, "a profile's id");
    fields.matchesIfGiven(
        "credentialConnectionId",
        request.credentialConnectionId(),
        ID,
        "the SIP credential connection's id");
  }

  private static void publicKey(String key, ConnectionFields fields) {
    String required = "is required: base64 of 32 bytes, from the Telnyx portal";
    if (!fields.missing("publicKey", key, required) && key != null && !isKey(key)) {
      fields.bad("publicKey", "must be base64 of 32 bytes");
    }
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
