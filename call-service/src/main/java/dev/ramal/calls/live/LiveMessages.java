package dev.ramal.calls.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import java.time.Instant;
import java.util.Optional;

/** The messages of the live feed that are no entries of a timeline. */
final class LiveMessages {
  static final String READY = "{\"type\":\"Ready\"}";
  static final String RELOAD = "{\"type\":\"Reload\"}";

  private LiveMessages() {}

  /** The token ends soon; without a new one the connection ends with it. */
  static String reauthenticate(Instant expiresAt) {
    return EventJson.write(new AboutToken("Reauthenticate", expiresAt));
  }

  /** The new token was taken. */
  static String authenticated(Instant expiresAt) {
    return EventJson.write(new AboutToken("Authenticated", expiresAt));
  }

  /** The token that a client hands in; empty when it says anything else. */
  static Optional<String> token(String text) {
    try {
      JsonNode message = EventJson.mapper().readTree(text);
      return message != null && "Authenticate".equals(message.path("type").textValue())
          ? Optional.ofNullable(message.path("token").textValue())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  record AboutToken(String type, Instant expiresAt) {}
}
