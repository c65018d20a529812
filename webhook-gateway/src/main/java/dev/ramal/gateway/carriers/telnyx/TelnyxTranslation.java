package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.time.Instant;
import java.util.List;

/** Turns what Telnyx signed into facts. Pure; throws nothing but {@link RejectedCallback}. */
final class TelnyxTranslation {
  private static final int MAX_ID = 128;

  private static final List<String> IGNORED =
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

  static Translation translate(ReceivedCallback callback, JsonNode body) {
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
      throw RejectedCallback.malformed(
          "data.id", "an event has an id of 1 to " + MAX_ID + " characters");
    }
    Instant occurredAt = TelnyxCallback.time(data, "occurred_at");
    return translate(
        new TelnyxCallback(
            callback,
            type,
            id,
            occurredAt == null ? callback.receivedAt() : occurredAt,
            data.path("payload")));
  }

  private static Translation translate(TelnyxCallback event) {
    Translation translation = TelnyxMessageEvents.translateOrNull(event);
    if (translation == null) {
      translation = TelnyxCallEvents.translateOrNull(event);
    }
    if (translation != null) {
      return translation;
    }
    for (String family : IGNORED) {
      if (event.type().startsWith(family)) {
        return new Translation.Ignored(family);
      }
    }
    return Translation.Unknown.because("an event type this version does not know");
  }
}
