package dev.ramal.kit.consuming;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.failure.FailureHeaders;
import dev.ramal.kit.failure.FailurePolicy;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads the envelope of a Kafka record, as every consumer does. */
public final class EventDecoding {
  private EventDecoding() {}

  /**
   * @throws FailureException malformed, naming what is missing or wrong
   */
  public static ReceivedEvent decode(
      String topic, String key, Headers headers, Instant recordTime, String body) {
    return new ReceivedEvent(
        required(headers, EventHeaders.ID),
        required(headers, EventHeaders.TYPE),
        tenant(headers),
        text(headers, EventHeaders.SUBJECT),
        time(headers, recordTime),
        text(headers, EventHeaders.CAUSATION),
        FailurePolicy.sourceOf(topic),
        key,
        FailureHeaders.attempt(headers),
        body(body));
  }

  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String required(Headers headers, String name) {
    String value = text(headers, name);
    if (value == null || value.isBlank()) {
      throw malformed(name, "the header " + name + " is missing");
    }
    return value;
  }

  private static TenantId tenant(Headers headers) {
    try {
      return TenantId.of(required(headers, EventHeaders.TENANT));
    } catch (IllegalArgumentException e) {
      throw malformed(EventHeaders.TENANT, e.getMessage());
    }
  }

  private static Instant time(Headers headers, Instant recordTime) {
    String value = text(headers, EventHeaders.TIME);
    try {
      return value == null ? recordTime : Instant.parse(value);
    } catch (DateTimeException e) {
      throw malformed(EventHeaders.TIME, "the header ce_time is no RFC 3339 time");
    }
  }

  /** Whether it is JSON shows when its record is read. */
  private static String body(String body) {
    if (body == null) {
      throw malformed("body", "the record has no body");
    }
    return body;
  }

  private static FailureException malformed(String code, String detail) {
    return new FailureException(new Failure.Malformed(code, detail));
  }
}
