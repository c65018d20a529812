package dev.ramal.messaging.lineage;

import dev.ramal.events.CleanText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Headers and times of a record, as far as a row may hold them: anybody may have written them. */
final class HopHeaders {
  private static final int LONGEST = 200;

  /** Further back or ahead nothing of ours happened; Postgres ends where Java does not. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private HopHeaders() {}

  /** Null for none. */
  static String text(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      return null;
    }
    String clean = CleanText.of(new String(header.value(), StandardCharsets.UTF_8));
    String text = clean.length() <= LONGEST ? clean : CleanText.of(clean.substring(0, LONGEST));
    return text.isEmpty() ? null : text;
  }

  /** Null for what is no time, or none of ours. */
  static Instant time(String text) {
    try {
      return text == null ? null : within(Instant.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** When the record was published; the oldest time of all for a record that does not say. */
  static Instant published(ConsumerRecord<?, ?> record) {
    Instant told = within(Instant.ofEpochMilli(record.timestamp()));
    return told == null ? FIRST : told;
  }

  private static Instant within(Instant time) {
    return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
  }
}
