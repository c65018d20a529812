package dev.ramal.gateway.carriers.tincan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.carriers.VoiceAnswer;
import dev.ramal.gateway.carriers.VoiceStep;
import dev.ramal.gateway.carriers.WebhookConnection.SigningKey;
import dev.ramal.testkit.tincan.Tincan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** All that the gateway must know of the toy carrier. */
public final class TincanWebhooks implements CarrierWebhooks {
  private static final String ALGORITHM = "HmacSHA256";

  @Override
  public Carrier carrier() {
    return Tincan.CARRIER;
  }

  @Override
  public Duration deadline() {
    return Duration.ofSeconds(5);
  }

  @Override
  public int acknowledgement() {
    return 202;
  }

  @Override
  public boolean verifiesWith(String secretName) {
    return secretName.equals(Tincan.SIGNING_SECRET);
  }

  @Override
  public List<SigningKey> keys(OpenedConnection connection) {
    return connection.secrets().stream()
        .map(secret -> new SigningKey(key(secret.plain()), secret.validUntil()))
        .toList();
  }

  private static SecretKey key(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  @Override
  public Kind kindOrNull(String name) {
    return "events".equals(name) ? TincanWebhooks::translate : null;
  }

  @Override
  public Signature verify(ReceivedCallback callback) {
    String claimed = callback.header(Tincan.HEADER);
    if (claimed == null) {
      return Signature.ABSENT;
    }
    return callback.connection().liveKeys(SecretKey.class, callback.receivedAt()).stream()
            .anyMatch(key -> claimed.equals(sign(callback.body(), key)))
        ? Signature.GENUINE
        : Signature.FORGED;
  }

  private static String sign(byte[] body, SecretKey key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static Translation translate(ReceivedCallback callback) {
    JsonNode event = read(callback.body());
    Instant at = Instant.parse(required(event, "at"));
    String id = callback.factId(required(event, "id"));
    FactOrigin origin = callback.origin(at, null);
    String type = required(event, "event");
    if (type.equals("message")) {
      return message(event, id, origin);
    }
    LegFacts leg = leg(event, origin);
    return switch (type) {
      case "ringing" -> leg.as(id, leg.ringing());
      case "answered" -> leg.as(id, leg.answered(null));
      case "ended" ->
          leg.as(
              id, leg.ended(LegEnding.of(CallOutcome.COMPLETED), event.path("seconds").intValue()));
      case "wind" -> new Translation.Ignored("wind");
      default -> Translation.Unknown.because("an event this version does not know");
    };
  }

  private static LegFacts leg(JsonNode event, FactOrigin origin) {
    return new LegFacts(
        new LegIds(
            FieldValues.ourIdOrNull(event.path("call").textValue()),
            LegName.find(event.path("leg").textValue()),
            new CarrierCallId(required(event, "handle")),
            null),
        new Parties(
            null, Direction.OUTBOUND, event.path("from").textValue(), event.path("to").textValue()),
        origin);
  }

  private static Translation message(JsonNode event, String id, FactOrigin origin) {
    String from = required(event, "from");
    return new Translation.Fact(
        id,
        from,
        new CarrierMessageReceived(
            null,
            required(event, "handle"),
            from,
            required(event, "to"),
            Channel.SMS,
            required(event, "text"),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            origin));
  }

  private static JsonNode read(byte[] body) {
    try {
      return EventJson.mapper().readTree(body);
    } catch (IOException e) {
      throw RejectedCallback.malformed(null, "the body is no JSON");
    }
  }

  private static String required(JsonNode event, String field) {
    String value = event.path(field).textValue();
    if (value == null) {
      throw RejectedCallback.missing(field);
    }
    return value;
  }

  @Override
  public VoiceStep voiceStep(ReceivedCallback callback) {
    throw RejectedCallback.malformed(null, "it is steered by commands and asks for nothing");
  }

  @Override
  public VoiceAnswer apology() {
    return new VoiceAnswer("application/xml", "<silence/>", true);
  }

  @Override
  public List<String> tellingHeaders() {
    return List.of("x-tincan-attempt");
  }
}
