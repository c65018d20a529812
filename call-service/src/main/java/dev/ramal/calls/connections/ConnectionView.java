package dev.ramal.calls.connections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.events.Carrier;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A carrier account as it may be shown: of secrets only which one, never what.
 *
 * @param id the {@code {connection}} of callback paths
 * @param voiceAppId Telnyx: id of the Call Control application
 * @param apiKeySid Twilio: of the key that lets agents log in with browsers
 * @param credentialConnectionId Telnyx: whose credentials such browsers get
 * @param disabledReason why it is not enabled although it should be; null when it is, or was
 *     switched off
 * @param warnings what should be set up otherwise at the carrier, told when the account was asked
 *     about
 */
@Schema(name = "CarrierConnection")
record ConnectionView(
    String id,
    Carrier carrier,
    boolean enabled,
    @Schema(nullable = true) String disabledReason,
    long version,
    List<String> numbers,
    @Schema(nullable = true) String accountSid,
    @Schema(nullable = true) String messagingServiceSid,
    @Schema(nullable = true) String apiKeySid,
    @Schema(nullable = true) String outgoingApplicationSid,
    @JsonProperty("connectionId") @Schema(nullable = true) String voiceAppId,
    @Schema(nullable = true) String messagingProfileId,
    @Schema(nullable = true) String credentialConnectionId,
    List<SecretView> secrets,
    Instant createdAt,
    Instant updatedAt,
    List<AccountWarning> warnings) {

  /**
   * @param fingerprint start of its SHA-256
   * @param validUntil null while it is current
   */
  @Schema(name = "SecretFingerprint")
  record SecretView(
      @Schema(enumeration = {"auth-token", "shared-key", "api-key", "signing-key", "public-key"})
          String name,
      String fingerprint,
      @Schema(nullable = true) Instant validUntil) {}

  static ConnectionView of(ConnectionRow row, Instant now) {
    return new ConnectionView(
        row.key.id(),
        row.carrier,
        row.enabled,
        row.disabledReason,
        row.version,
        row.numberList(),
        row.accountSid,
        row.messagingServiceSid,
        row.apiKeySid,
        row.outgoingApplicationSid,
        row.voiceAppId,
        row.messagingProfileId,
        row.credentialConnectionId,
        row.secretList().stream()
            .filter(secret -> secret.liveAt(now))
            .map(secret -> new SecretView(secret.name(), secret.fingerprint(), secret.validUntil()))
            .toList(),
        row.createdAt,
        row.updatedAt,
        List.of());
  }

  ConnectionView warning(List<AccountWarning> of) {
    return new ConnectionView(
        id,
        carrier,
        enabled,
        disabledReason,
        version,
        numbers,
        accountSid,
        messagingServiceSid,
        apiKeySid,
        outgoingApplicationSid,
        voiceAppId,
        messagingProfileId,
        credentialConnectionId,
        secrets,
        createdAt,
        updatedAt,
        of);
  }
}
