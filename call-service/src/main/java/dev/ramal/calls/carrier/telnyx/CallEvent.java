package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * One line of Telnyx's own record of what happened to legs ({@code GET /call_events}, 24 hours).
 *
 * @param name as in {@code call.hangup}
 * @param type command or webhook
 * @param metadata what was sent, in a form that has changed over time: fields are sought by name
 */
record CallEvent(
    String callLegId,
    String callSessionId,
    OffsetDateTime eventTimestamp,
    String name,
    String type,
    JsonNode metadata) {

  /** Null when the metadata does not hold it. */
  String text(String field) {
    JsonNode value = metadata == null ? null : metadata.findValue(field);
    return value == null ? null : value.textValue();
  }

  /** When it happened; the carrier's own time of the event before that of the record. */
  Instant at() {
    String occurred = text("occurred_at");
    OffsetDateTime time = occurred == null ? eventTimestamp : OffsetDateTime.parse(occurred);
    return time == null ? null : time.toInstant();
  }
}
