package dev.ramal.carriers.telnyx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.carriers.CarrierReply;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Tells from an HTTP answer what Telnyx did. */
final class TelnyxAnswer {
  /** Where in an answer stands what was asked for. */
  static final String DATA = "/data";

  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

  private TelnyxAnswer() {}

  static CarrierReply<String> text(HttpResponse<Buffer> answer, ObjectMapper json) {
    int status = answer.statusCode();
    String body = answer.bodyAsString();
    return status >= 200 && status < 300 && body != null
        ? new CarrierReply.Done<>(body.strip())
        : read(answer, json, JsonNode.class, DATA).map(nothing -> null);
  }

  /**
   * @param pointer to what is read as the type; empty for the whole answer
   */
  static <T> CarrierReply<T> read(
      HttpResponse<Buffer> answer, ObjectMapper json, Class<T> type, String pointer) {
    int status = answer.statusCode();
    String body = answer.bodyAsString();
    try {
      if (status == 429) {
        return new CarrierReply.Throttled<>(pause(answer));
      }
      if (status >= 200 && status < 300) {
        JsonNode whole = body == null || body.isEmpty() ? null : json.readTree(body);
        JsonNode data = whole == null ? null : whole.at(pointer);
        return new CarrierReply.Done<>(data == null ? null : json.treeToValue(data, type));
      }
      if (status >= 400 && status < 500 && status != 408 && body != null) {
        List<Refusal> refusals = json.readValue(body, Refusals.class).errors();
        if (refusals != null && !refusals.isEmpty()) {
          Refusal first = refusals.get(0);
          return new CarrierReply.Refused<>(status, first.code(), first.reason());
        }
      }
      return new CarrierReply.Unknown<>("Telnyx answered " + status);
    } catch (JsonProcessingException e) {
      return new CarrierReply.Unknown<>("Telnyx answered " + status + " with a body of no sense");
    }
  }

  private static Duration pause(HttpResponse<Buffer> answer) {
    return Stream.of("Retry-After", "x-ratelimit-reset")
        .map(answer::getHeader)
        .filter(value -> value != null && value.matches("[0-9]{1,4}"))
        .findFirst()
        .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)))
        .orElse(DEFAULT_PAUSE);
  }

  /**
   * @param errors at least one in a real answer of Telnyx's
   */
  private record Refusals(List<Refusal> errors) {}

  /**
   * @param code a text of digits
   */
  private record Refusal(String code, String title, String detail) {
    String reason() {
      return detail == null || detail.equals(title) ? title : title + ": " + detail;
    }
  }
}
