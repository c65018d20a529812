package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierAccount;

/**
 * What lets browsers log in at a carrier, beside the account; in memory only, never logged.
 *
 * @param apiKeySid Twilio: SK…; null when none
 * @param apiKeySecret Twilio: signs access tokens; null when none
 * @param outgoingApplicationSid Twilio: AP…, asked when a browser calls; null when none
 * @param credentialConnectionId Telnyx: whose credentials browsers get; null when none
 */
public record SoftphoneAccount(
    CarrierAccount account,
    String apiKeySid,
    String apiKeySecret,
    String outgoingApplicationSid,
    String credentialConnectionId) {

  @Override
  public String toString() {
    return "softphones of " + account;
  }
}
