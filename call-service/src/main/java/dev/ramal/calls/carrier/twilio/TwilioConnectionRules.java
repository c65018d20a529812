package dev.ramal.calls.carrier.twilio;

import dev.ramal.calls.connections.ConnectionFields;
import dev.ramal.calls.connections.ConnectionRequest;
import dev.ramal.calls.connections.ConnectionRules;
import dev.ramal.events.Carrier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;

/** A Twilio account: its sid and token, perhaps a messaging service. */
@ApplicationScoped
class TwilioConnectionRules implements ConnectionRules {
  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-f]{32}");
  private static final Pattern SERVICE_SID = Pattern.compile("MG[0-9a-f]{32}");

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Set<String> fields() {
    return Set.of("accountSid", "authToken", "sharedKeySecret", "messagingServiceSid");
  }

  @Override
  public void check(ConnectionRequest request, ConnectionFields fields) {
    fields.matches("accountSid", request.accountSid(), ACCOUNT_SID, "AC and 32 hexadecimal digits");
    fields.secret("authToken", request.authToken());
    fields.secretIfGiven("sharedKeySecret", request.sharedKeySecret());
    fields.matchesIfGiven(
        "messagingServiceSid",
        request.messagingServiceSid(),
        SERVICE_SID,
        "MG and 32 hexadecimal digits");
  }
}
