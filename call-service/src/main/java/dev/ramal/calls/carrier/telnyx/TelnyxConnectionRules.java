package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.connections.ConnectionFields;
import dev.ramal.calls.connections.ConnectionRequest;
import dev.ramal.calls.connections.ConnectionRules;
import dev.ramal.calls.connections.ConnectionWarning;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A Telnyx account: its API key, the key it signs with, a Call Control application. */
@ApplicationScoped
class TelnyxConnectionRules implements ConnectionRules {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int KEY_BYTES = 32;
  private static final ConnectionWarning COSTS_ARE_OFF =
      new ConnectionWarning(
          "call-costs-off",
          "Telnyx does not tell what calls cost: call_cost_in_webhooks of the Call Control"
              + " application is off. Switch it on; until then costs are looked up half an hour"
              + " after each call.");

  private final TelnyxApi telnyx;

  TelnyxConnectionRules(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public Set<String> fields() {
    return Set.of("apiKey", "publicKey", "connectionId", "messagingProfileId");
  }

  @Override
  public void check(ConnectionRequest request, ConnectionFields fields) {
    fields.secret("apiKey", request.apiKey());
    publicKey(request.publicKey(), fields);
    fields.matches("connectionId", request.voiceAppId(), ID, "the Call Control application's id");
    fields.matchesIfGiven("messagingProfileId", request.messagingProfileId(), ID, "a profile's id");
  }

  /** Telnyx tells costs only where the application says so, which no new one does. */
  @Override
  public Uni<List<ConnectionWarning>> warnings(CarrierAccount account) {
    String path = "/call_control_applications/" + TelnyxApi.segment(account.voiceAppId());
    return telnyx
        .get(account, path, Map.of(), Application.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Application> done
                        && done.value() != null
                        && !Boolean.TRUE.equals(done.value().callCostInWebhooks())
                    ? List.of(COSTS_ARE_OFF)
                    : List.of());
  }

  record Application(Boolean callCostInWebhooks) {}

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
