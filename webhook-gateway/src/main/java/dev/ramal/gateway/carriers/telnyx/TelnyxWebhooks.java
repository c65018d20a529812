package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.EventJson;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.VoiceStep;
import dev.ramal.gateway.carriers.WebhookConnection;
import dev.ramal.gateway.carriers.WebhookConnection.SigningKey;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Telnyx: JSON events, and TeXML forms, all at one address that the signature does not cover.
 * Whatever a callback names must therefore be the connection's.
 */
public final class TelnyxWebhooks implements CarrierWebhooks {
  /** Telnyx wants exactly a 200. */
  private static final int OK = 200;

  private final TelnyxSignature signature;
  private final Duration deadline;
  private final Kind kind = TelnyxWebhooks::translate;

  public TelnyxWebhooks(Clock clock, Duration deadline) {
    this.signature = new TelnyxSignature(clock);
    this.deadline = deadline;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public Duration deadline() {
    return deadline;
  }

  @Override
  public int acknowledgement() {
    return OK;
  }

  /** Its keys are public. */
  @Override
  public boolean verifiesWith(String secretName) {
    return false;
  }

  @Override
  public List<SigningKey> keys(OpenedConnection connection) {
    Map<String, Instant> until = connection.published().publicKeysUntil();
    return connection.published().publicKeys().stream()
        .map(key -> new SigningKey(TelnyxSignature.key(key), until.get(key)))
        .toList();
  }

  @Override
  public Kind kindOrNull(String name) {
    return name == null ? kind : null;
  }

  @Override
  public Signature verify(ReceivedCallback callback) {
    String claimed = callback.header(TelnyxSignature.HEADER);
    if (claimed == null || claimed.isEmpty()) {
      return Signature.ABSENT;
    }
    return signature.isGenuine(
            callback.header(TelnyxSignature.TIMESTAMP_HEADER),
            callback.body(),
            claimed,
            callback.connection().liveKeys(PublicKey.class, callback.receivedAt()))
        ? Signature.GENUINE
        : Signature.FORGED;
  }

  private static Translation translate(ReceivedCallback callback) {
    if (callback.form() != null) {
      boolean owned = namesOurApplication(callback);
      return certain(owned, TexmlTranslation.translate(callback));
    }
    JsonNode body = read(callback.body());
    boolean owned = namesOurs(callback.connection(), body);
    return certain(owned, TelnyxTranslation.translate(callback, body));
  }

  static JsonNode read(byte[] body) {
    JsonNode json;
    try {
      json = EventJson.mapper().readTree(body);
    } catch (IOException e) {
      throw RejectedCallback.malformed(null, "the body is no JSON");
    }
    if (json == null || !json.isObject()) {
      throw RejectedCallback.malformed(null, "the body is no JSON object");
    }
    return json;
  }

  /** A fact that names no application could be anybody's who shares the carrier account. */
  private static Translation certain(boolean owned, Translation translation) {
    if (!owned && translation instanceof Translation.Fact) {
      throw RejectedCallback.foreign(null, "the event names neither an application nor a profile");
    }
    return translation;
  }

  private static boolean namesOurs(WebhookConnection connection, JsonNode body) {
    JsonNode data = body.path("data");
    JsonNode payload = data.isObject() ? data.path("payload") : body.path("payload");
    boolean call = isOneOf(connection.voiceAppIds(), payload, "connection_id");
    boolean message = isOneOf(connection.messagingProfileIds(), payload, "messaging_profile_id");
    return call || message;
  }

  private static boolean isOneOf(Set<String> ours, JsonNode payload, String field) {
    return isOneOf(ours, TelnyxCallback.text(payload, field), field);
  }

  private static boolean namesOurApplication(ReceivedCallback callback) {
    return isOneOf(
        callback.connection().voiceAppIds(), callback.form().text("ConnectionId"), "ConnectionId");
  }

  private static boolean isOneOf(Set<String> ours, String named, String field) {
    if (named != null && !ours.contains(named)) {
      throw RejectedCallback.foreign(field, "the connection does not include it");
    }
    return named != null;
  }

  /** The address is not signed, so nothing in it is believed. */
  @Override
  public VoiceStep voiceStep(ReceivedCallback callback) {
    if (!namesOurApplication(callback)) {
      throw RejectedCallback.foreign("ConnectionId", "the request names no application");
    }
    return new VoiceStep(
        null,
        null,
        CarrierCallId.ofNullable(callback.form().text("CallSid")),
        callback.form().asMap(),
        null,
        null,
        TexmlTranslation.apology(callback));
  }

  @Override
  public List<String> tellingHeaders() {
    return List.of(TelnyxSignature.TIMESTAMP_HEADER);
  }
}
