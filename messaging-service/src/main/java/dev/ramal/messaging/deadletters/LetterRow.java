package dev.ramal.messaging.deadletters;

import dev.ramal.events.CleanText;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.failure.FailureHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What is kept of a dead letter in the index.
 *
 * @param firstOffset where it lay before any redrive; null for one that was never sent again, but
 *     for a quarantined callback, which lay nowhere before
 * @param keyHash of its key: {@link KeyHash}; null for none
 * @param version of the service that could not take it; empty where nobody said
 * @param cameOf the redrive after which it died again; null for most
 */
record LetterRow(
    LetterPlace place,
    DeadLetterTopics.Origin origin,
    Integer sourcePartition,
    Long sourceOffset,
    Long firstOffset,
    String keyHash,
    String eventId,
    String type,
    String kind,
    String cause,
    String version,
    int attempt,
    int bytes,
    String cameOf) {
  /** A header that each record of a redrive carries from then on. */
  static final String REDRIVE = EventHeaders.REDRIVE;

  static final String QUARANTINED = "Quarantined";
  private static final int LONGEST = 300;

  /** Never fails of what a record holds: what cannot be read is left out. */
  static LetterRow of(
      ConsumerRecord<String, byte[]> record, DeadLetterTopics.Origin origin, KeyHash keys) {
    boolean quarantined = record.topic().equals(Topics.QUARANTINE);
    Long partition = number(text(record, FailureHeaders.SOURCE_PARTITION));
    Long attempt = number(text(record, FailureHeaders.ATTEMPT));
    Long first = number(text(record, EventHeaders.FIRST_OFFSET));
    return new LetterRow(
        LetterPlace.of(record),
        origin,
        partition == null ? null : partition.intValue(),
        number(text(record, FailureHeaders.SOURCE_OFFSET)),
        first == null && quarantined ? Long.valueOf(record.offset()) : first,
        keys.of(record.key()),
        text(record, EventHeaders.ID),
        text(record, EventHeaders.TYPE),
        quarantined ? QUARANTINED : orElse(text(record, FailureHeaders.KIND), "Unknown"),
        quarantined
            ? Fingerprint.cause(null, reason(record.value()), null)
            : Fingerprint.cause(
                text(record, FailureHeaders.CODE),
                text(record, FailureHeaders.DETAIL),
                text(record, FailureHeaders.CAUSE)),
        orElse(text(record, FailureHeaders.VERSION), ""),
        attempt == null ? 1 : attempt.intValue(),
        record.value() == null ? 0 : record.value().length,
        text(record, REDRIVE));
  }

  private static String orElse(String text, String other) {
    return text == null ? other : text;
  }

  TenantId tenant() {
    return place.tenant();
  }

  String fingerprint() {
    return Fingerprint.of(kind, cause, type, version);
  }

  static TenantId tenantOf(ConsumerRecord<?, ?> record) {
    String named = text(record, EventHeaders.TENANT);
    return TenantId.isValid(named) ? TenantId.of(named) : TenantId.OPERATOR;
  }

  static Instant timeOf(ConsumerRecord<?, ?> record) {
    return Instant.ofEpochMilli(Math.max(0, record.timestamp()));
  }

  private static String text(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : stored(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Anybody may have written it. */
  private static String stored(String text) {
    String clean = CleanText.of(text);
    return clean == null || clean.length() <= LONGEST
        ? clean
        : CleanText.of(clean.substring(0, LONGEST));
  }

  private static Long number(String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
  }

  private static String reason(byte[] quarantined) {
    try {
      return CleanText.of(EventJson.mapper().readTree(quarantined).path("reason").asText());
    } catch (IOException | IllegalArgumentException e) {
      return "no JSON";
    }
  }
}
