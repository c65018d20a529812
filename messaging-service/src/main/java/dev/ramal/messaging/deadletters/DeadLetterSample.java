package dev.ramal.messaging.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A letter as it lies in its topic.
 *
 * @param id topic, partition and offset
 * @param organization whose it is
 * @param redrive that sent it again; null while it waits
 * @param gone whether Kafka holds the record no longer
 * @param headers as they are, those of the failure too
 */
@Schema(name = "DeadLetterSample")
record DeadLetterSample(
    String id,
    String organization,
    Instant deadAt,
    @Schema(nullable = true) String redrive,
    boolean gone,
    @Schema(nullable = true, description = "Null too where Kafka holds the record no longer")
        String key,
    Map<String, String> headers,
    @Schema(nullable = true, description = "As it was published") String body,
    @Schema(nullable = true, description = "What a carrier sent; null for what comes of none")
        Callback rawCallback) {

  /** What a carrier sent, as we received it. */
  @Schema(name = "DeadLetterCallback")
  record Callback(
      @Schema(nullable = true, description = "With query; null where it was not kept") String path,
      @Schema(nullable = true) String contentType,
      String body) {

    /** Null for a record that comes of no callback, or cannot be read. */
    static Callback of(String body) {
      try {
        JsonNode json = body == null ? null : EventJson.tree(body);
        if (json == null || !json.isObject()) {
          return null;
        } else if (json.path("bodyBase64").isTextual()) {
          return new Callback(
              json.path("path").asText(null),
              json.path("contentType").asText(null),
              new String(
                  Base64.getDecoder().decode(json.path("bodyBase64").textValue()),
                  StandardCharsets.UTF_8));
        } else {
          return inFact(json);
        }
      } catch (JsonProcessingException | IllegalArgumentException e) {
        return null;
      }
    }

    private static Callback inFact(JsonNode json) {
      JsonNode raw = json.path("raw");
      return raw.path("body").isTextual()
          ? new Callback(null, raw.path("contentType").asText(null), raw.path("body").textValue())
          : null;
    }
  }

  /**
   * @param raw null when the record is gone
   */
  static DeadLetterSample of(WaitingLetter letter, RawLetter raw) {
    LetterPlace place = letter.place();
    return raw == null
        ? new DeadLetterSample(
            place.id(),
            place.tenant().value(),
            place.deadAt(),
            letter.redrive(),
            true,
            null,
            Map.of(),
            null,
            null)
        : new DeadLetterSample(
            place.id(),
            place.tenant().value(),
            place.deadAt(),
            letter.redrive(),
            false,
            raw.key(),
            raw.headers(),
            raw.body(),
            Callback.of(raw.body()));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "DeadLetterSamplePage")
  record Page(List<DeadLetterSample> items, @Schema(nullable = true) String next) {}
}
