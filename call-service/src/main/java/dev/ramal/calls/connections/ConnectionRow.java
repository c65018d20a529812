package dev.ramal.calls.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.carriers.CarrierColumn;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlRow;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.annotations.Formula;

/** A carrier account at rest. */
@Entity
@Table(name = "carrier_connections")
class ConnectionRow {
  /** What {@link #read} takes. */
  static final String COLUMNS =
      "tenant, id, carrier, enabled, version, numbers_of(tenant, id), account_sid,"
          + " messaging_service_sid, call_control_id, messaging_profile_id, secrets, updated_at,"
          + " api_key_sid, outgoing_application_sid, credential_connection_id";

  @EmbeddedId RowKey key;

  @Convert(converter = CarrierColumn.class)
  Carrier carrier;

  boolean enabled;

  long version;

  /** JSON array of E.164; the numbers themselves are kept by {@link ConnectedNumbers}. */
  @Formula("numbers_of(tenant, id)")
  String numbers;

  @Column(name = "account_sid")
  String accountSid;

  @Column(name = "messaging_service_sid")
  String messagingServiceSid;

  @Column(name = "call_control_id")
  String voiceAppId;

  @Column(name = "messaging_profile_id")
  String messagingProfileId;

  @Column(name = "api_key_sid")
  String apiKeySid;

  @Column(name = "outgoing_application_sid")
  String outgoingApplicationSid;

  @Column(name = "credential_connection_id")
  String credentialConnectionId;

  /** JSON array of {@link StoredSecret}. */
  String secrets;

  /** Why it is not enabled although it should be: its carrier could not be asked. Else null. */
  @Column(name = "disabled_reason")
  String disabledReason;

  /** Null for one that is not deleted. */
  @Column(name = "deleted_at")
  Instant deletedAt;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "updated_by")
  String updatedBy;

  /** As much of it as is published, and what browsers log in with. */
  static ConnectionRow read(SqlRow row) {
    ConnectionRow read = new ConnectionRow();
    read.key = new RowKey(row.text(0), row.text(1));
    read.carrier = Carrier.of(row.text(2));
    read.enabled = row.bool(3);
    read.version = row.bigint(4);
    read.numbers = row.text(5);
    read.accountSid = row.text(6);
    read.messagingServiceSid = row.text(7);
    read.voiceAppId = row.text(8);
    read.messagingProfileId = row.text(9);
    read.secrets = row.text(10);
    read.updatedAt = row.instant(11);
    read.apiKeySid = row.text(12);
    read.outgoingApplicationSid = row.text(13);
    read.credentialConnectionId = row.text(14);
    return read;
  }

  /** The same account, unchanged, as it is to be judged before it is stored. */
  ConnectionRow draft() {
    ConnectionRow draft = new ConnectionRow();
    draft.key = key;
    draft.carrier = carrier;
    draft.version = version;
    draft.createdAt = createdAt;
    draft.apiKeySid = apiKeySid;
    return draft;
  }

  List<String> numberList() {
    return read(numbers, new TypeReference<>() {});
  }

  EnabledConnection enabledConnection() {
    return new EnabledConnection(
        carrier, new ConnectionId(key.id()), numberList().stream().map(E164::of).toList());
  }

  List<StoredSecret> secretList() {
    return read(secrets, new TypeReference<>() {});
  }

  /** What its carrier knows it by; equal as long as none of it is replaced. */
  List<Object> credentials() {
    return Arrays.asList(
        accountSid,
        messagingServiceSid,
        voiceAppId,
        messagingProfileId,
        apiKeySid,
        credentialConnectionId,
        secretList().stream()
            .filter(secret -> secret.validUntil() == null)
            .map(secret -> secret.name() + ":" + secret.fingerprint())
            .collect(Collectors.toSet()));
  }

  /**
   * What the topic says of it; sealed secrets that have ended are left out, and what nobody but
   * this service needs.
   */
  ConnectionPublished published(Instant now) {
    List<StoredSecret> live = secretList().stream().filter(secret -> secret.liveAt(now)).toList();
    return new ConnectionPublished(
        key.id(),
        TenantId.of(key.tenant()),
        carrier,
        enabled,
        version,
        listOf(accountSid),
        listOf(voiceAppId),
        listOf(messagingServiceSid != null ? messagingServiceSid : messagingProfileId),
        numberList(),
        live.stream().filter(StoredSecret::isPublicKey).map(StoredSecret::value).toList(),
        live.stream()
            .filter(secret -> !secret.isPublicKey() && !secret.isSigningKey())
            .map(StoredSecret::sealed)
            .toList(),
        updatedAt,
        live.stream()
            .filter(secret -> secret.isPublicKey() && secret.validUntil() != null)
            .collect(Collectors.toMap(StoredSecret::value, StoredSecret::validUntil)));
  }

  static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a connection", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return EventJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored connection cannot be read", e);
    }
  }

  private static List<String> listOf(String value) {
    return value == null ? List.of() : List.of(value);
  }

  /**
   * A secret of a connection, or a public key that is rotated like one.
   *
   * @param name auth-token, shared-key, api-key, signing-key or public-key
   * @param value sealed; a public key in clear
   * @param fingerprint tells two secrets apart without telling either
   * @param validUntil null while it is current
   */
  record StoredSecret(String name, String value, String fingerprint, Instant validUntil) {
    static final String PUBLIC_KEY = "public-key";

    /** The secret of Twilio's API key: signs the tokens of browsers. */
    static final String SIGNING_KEY = "signing-key";

    boolean liveAt(Instant now) {
      return validUntil == null || now.isBefore(validUntil);
    }

    @JsonIgnore
    boolean isPublicKey() {
      return name.equals(PUBLIC_KEY);
    }

    @JsonIgnore
    boolean isSigningKey() {
      return name.equals(SIGNING_KEY);
    }

    StoredSecret until(Instant end) {
      return new StoredSecret(name, value, fingerprint, end);
    }

    StoredSecret holding(String sealed) {
      return new StoredSecret(name, sealed, fingerprint, validUntil);
    }

    SealedSecret sealed() {
      return new SealedSecret(name, value, validUntil);
    }
  }
}
