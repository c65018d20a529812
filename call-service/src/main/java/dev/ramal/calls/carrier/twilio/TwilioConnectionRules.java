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
  private static final Pattern KEY_SID = Pattern.compile("SK[0-9a-f]{32}");
  private static final Pattern APPLICATION_SID = Pattern.compile("AP[0-9a-f]{32}");

  /** HS256 wants 256 bits. */
  private static final Pattern KEY_SECRET = Pattern.compile("[\\x21-\\x7e]{32,512}");

  private static final Pattern SERVICE_SID = Pattern.compile("MG[0-9a-f]{32}");

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Set<String> fields() {
    return Set.of(
        "accountSid",
        "authToken",
        "sharedKeySecret",
        "messagingServiceSid",
        "apiKeySid",
        "apiKeySecret",
        "outgoingApplicationSid");
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
    fields.matchesIfGiven(
        "apiKeySid", request.apiKeySid(), KEY_SID, "SK and 32 hexadecimal digits");
    fields.matchesIfGiven(
        "apiKeySecret", request.apiKeySecret(), KEY_SECRET, "32 to 512 visible characters");
    fields.matchesIfGiven(
        "outgoingApplicationSid",
        request.outgoingApplicationSid(),
        APPLICATION_SID,
        "AP and 32 hexadecimal digits");
    if (request.apiKeySid() == null
        && (request.apiKeySecret() != null || request.outgoingApplicationSid() != null)) {
      fields.bad("apiKeySid", "is required beside its secret, and beside an application");
    }
  }
}
