package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.gateway.carriers.CorrelationIds;
import java.io.IOException;
import java.util.Base64;

/**
 * What we asked Telnyx to echo on every event of a leg: base64 of a JSON object.
 *
 * @param call our id; null when the leg is not ours
 * @param leg null when not said
 * @param purpose what keys are asked for; null when not said
 */
record ClientState(String call, LegName leg, String purpose) {
  private static final ClientState NONE = new ClientState(null, null, null);

  /** Never fails: whoever set something else did not mean us. */
  static ClientState of(String base64) {
    if (base64 == null) {
      return NONE;
    }
    try {
      JsonNode json = EventJson.mapper().readTree(Base64.getDecoder().decode(base64));
      return new ClientState(
          CorrelationIds.orNull(TelnyxCallback.text(json, "call")),
          LegName.find(TelnyxCallback.text(json, "leg")),
          CorrelationIds.orNull(TelnyxCallback.text(json, "purpose")));
    } catch (IllegalArgumentException | IOException e) {
      return NONE;
    }
  }
}
