package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.RawCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.verification.MalformedCallback;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Turns what Telnyx signed into facts. Pure; throws nothing but {@link MalformedCallback}. */
public final class TelnyxTranslation {
  private static final int MAX_ID = 128;

  private static final List<String> UNINTERESTING =
      List.of(
          "call.playback.",
          "call.speak.",
          "call.refer.",
          "call.fork.",
          "call.transcription",
          "call.recording.transcription.",
          "call.ai_gather.",
          "call.conversation.",
          "call.conversation_insights.",
          "call.deepfake_detection.",
          "call.payment.",
          "call.streaming.",
          "call.siprec.",
          "streaming.",
          "siprec.",
          "conference.",
          "number_order.");

  private TelnyxTranslation() {}

  /**
   * Reads the body once, so that its owner can be checked before it is translated.
   *
   * @throws MalformedCallback when it is no JSON object
   */
  public static JsonNode read(byte[] body) {
    JsonNode json;
    try {
      json = EventJson.mapper().readTree(body);
    } catch (IOException e) {
      throw new MalformedCallback(null, "the body is no JSON");
    }
    if (json == null || !json.isObject()) {
      throw new MalformedCallback(null, "the body is no JSON object");
    }
    return json;
  }

  /** The Call Control application that an event belongs to; null when it names none. */
  public static String connectionOrNull(JsonNode body) {
    return TelnyxCallback.text(payload(body), "connection_id");
  }

  /** The messaging profile that an event belongs to; null when it names none. */
  public static String messagingProfileOrNull(JsonNode body) {
    return TelnyxCallback.text(payload(body), "messaging_profile_id");
  }

  private static JsonNode payload(JsonNode body) {
    JsonNode data = body.path("data");
    return data.isObject() ? data.path("payload") : body.path("payload");
  }

  public static Translation translate(
      String connectionId, JsonNode body, RawCallback raw, Instant receivedAt) {
    JsonNode data = body.path("data");
    if (!data.isObject()) {
      return new Translation.Unknown(
          "the application still sends version 1; set its webhook_api_version to 2", true);
    }
    String type = TelnyxCallback.text(data, "event_type");
    if (type == null) {
      return Translation.Unknown.because("an event without a type");
    }
    String id = TelnyxCallback.text(data, "id");
    if (id == null || id.length() > MAX_ID) {
      throw new MalformedCallback(
          "data.id", "an event has an id of 1 to " + MAX_ID + " characters");
    }
    Instant occurredAt = TelnyxCallback.time(data, "occurred_at");
    return translate(
        new TelnyxCallback(
            connectionId,
            type,
            id,
            occurredAt == null ? receivedAt : occurredAt,
            data.path("payload"),
            raw,
            receivedAt));
  }

  private static Translation translate(TelnyxCallback event) {
    Translation translation = MessageEvents.translateOrNull(event);
    if (translation == null) {
      translation = CallEvents.translateOrNull(event);
    }
    if (translation != null) {
      return translation;
    }
    for (String family : UNINTERESTING) {
      if (event.type().startsWith(family)) {
        return new Translation.Uninteresting(family);
      }
    }
    return Translation.Unknown.because("an event type this version does not know");
  }
}
