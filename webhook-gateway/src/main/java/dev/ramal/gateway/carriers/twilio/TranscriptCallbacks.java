package dev.ramal.gateway.carriers.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.io.IOException;

/**
 * What Conversational Intelligence tells: JSON, unlike all else of Twilio's, and of a Service
 * instead of a call. It names the transcript and not what was said.
 */
final class TranscriptCallbacks {
  private static final String AVAILABLE = "voice_intelligence_transcript_available";

  private TranscriptCallbacks() {}

  static Translation translate(ReceivedCallback callback) {
    JsonNode body = read(callback.body());
    String account = text(body, "account_sid");
    if (account == null || !callback.connection().accountSids().contains(account)) {
      throw RejectedCallback.foreign("account_sid", "the connection does not include this account");
    }
    if (!AVAILABLE.equals(text(body, "event_type"))) {
      return Translation.Unknown.because("an event_type this version does not know");
    }
    String transcript = text(body, "transcript_sid");
    if (transcript == null) {
      throw RejectedCallback.missing("transcript_sid");
    }
    return new Translation.Fact(
        callback.factId(transcript, "transcript"),
        transcript,
        new CarrierCallTranscript(
            null, transcript, "completed", callback.origin(callback.receivedAt(), null)));
  }

  private static JsonNode read(byte[] body) {
    try {
      JsonNode json = EventJson.mapper().readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw RejectedCallback.malformed(null, "the body is no JSON");
    }
    throw RejectedCallback.malformed(null, "the body is no JSON object");
  }

  private static String text(JsonNode body, String field) {
    String text = body.path(field).asText("");
    return text.isEmpty() ? null : text;
  }
}
