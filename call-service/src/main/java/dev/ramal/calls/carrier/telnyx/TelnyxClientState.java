package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What Telnyx echoes on every event of a leg, signed: base64 of {@code {"call":…,"leg":…}}.
 *
 * @param purpose what is being said to the leg or asked of it; null when nothing is
 */
record TelnyxClientState(String call, String leg, String purpose) {

  static TelnyxClientState of(CallId call, LegName leg) {
    return new TelnyxClientState(call.value(), leg.wire(), null);
  }

  /** It comes back with the event that tells how the speech, or the question, ended. */
  TelnyxClientState withPurposeOf(LegAction.Kind speech) {
    String word =
        switch (speech) {
          case ANNOUNCE -> "disclaimer";
          case ASK -> "consent";
          case WHISPER -> "whisper";
          case LEAVE_MESSAGE -> "voicemail";
          case HOLD_ON, GREET, DISMISS -> speech.word();
          default -> throw new IllegalArgumentException(speech + " says nothing");
        };
    return new TelnyxClientState(call, leg, word);
  }

  String encoded() {
    return Base64.getEncoder()
        .encodeToString(EventJson.write(this).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an echoed state is this one; whatever else somebody put there is not. */
  boolean isEchoedBy(String base64) {
    if (base64 == null) {
      return false;
    }
    try {
      JsonNode json = EventJson.mapper().readTree(Base64.getDecoder().decode(base64));
      return call.equals(json.path("call").asText()) && leg.equals(json.path("leg").asText());
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
