package dev.ramal.events.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A carrier account of an organization, as other services may use it. A tombstone withdraws it.
 *
 * <p>Type {@code dev.ramal.carriers.ConnectionPublished}.
 *
 * @param version grows with each change
 * @param accountSids Twilio: the account and its subaccounts; else empty
 * @param voiceAppIds Telnyx: Call Control application ids; else empty
 * @param messagingProfileIds Telnyx messaging profiles or Twilio messaging services; perhaps empty
 * @param numbers E.164 that may be shown as caller id or sender
 * @param publicKeys Telnyx: base64 of raw 32 bytes, all that are live
 * @param publicKeysUntil when those of them that were replaced stop being live, by key
 * @param secrets all that are live; two during a rotation
 */
public record ConnectionPublished(
    String connectionId,
    TenantId tenant,
    Carrier carrier,
    boolean enabled,
    long version,
    List<String> accountSids,
    @JsonProperty("telnyxConnectionIds") List<String> voiceAppIds,
    List<String> messagingProfileIds,
    List<String> numbers,
    List<String> publicKeys,
    List<SealedSecret> secrets,
    Instant updatedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Instant> publicKeysUntil) {
  public static final String TYPE = "dev.ramal.carriers.ConnectionPublished";

  public ConnectionPublished {
    accountSids = accountSids == null ? List.of() : List.copyOf(accountSids);
    voiceAppIds = voiceAppIds == null ? List.of() : List.copyOf(voiceAppIds);
    messagingProfileIds =
        messagingProfileIds == null ? List.of() : List.copyOf(messagingProfileIds);
    numbers = numbers == null ? List.of() : List.copyOf(numbers);
    publicKeys = publicKeys == null ? List.of() : List.copyOf(publicKeys);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    publicKeysUntil = publicKeysUntil == null ? Map.of() : Map.copyOf(publicKeysUntil);
  }

  /** Whose public keys are all current. */
  public ConnectionPublished(
      String connectionId,
      TenantId tenant,
      Carrier carrier,
      boolean enabled,
      long version,
      List<String> accountSids,
      List<String> voiceAppIds,
      List<String> messagingProfileIds,
      List<String> numbers,
      List<String> publicKeys,
      List<SealedSecret> secrets,
      Instant updatedAt) {
    this(
        connectionId,
        tenant,
        carrier,
        enabled,
        version,
        accountSids,
        voiceAppIds,
        messagingProfileIds,
        numbers,
        publicKeys,
        secrets,
        updatedAt,
        Map.of());
  }

  /**
   * A secret that only holders of the platform's key can open.
   *
   * @param name which secret: auth-token, shared-key, api-key
   * @param sealed {@code v1:keyId:base64}, AES-256-GCM
   * @param validUntil when it stops being live; null while it is current
   */
  public record SealedSecret(String name, String sealed, Instant validUntil) {}
}
