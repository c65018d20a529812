package dev.ramal.messaging.lineage;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * A record of a topic as the index knows it.
 *
 * @param seq order in which it was indexed
 * @param ties by which it belongs together with others of the same call or message
 */
record Hop(
    long seq,
    TenantId tenant,
    String topic,
    int partition,
    long offset,
    Instant publishedAt,
    Instant happenedAt,
    Instant receivedAt,
    String eventId,
    String type,
    String source,
    String causation,
    String traceId,
    LineageSubject subject,
    String decision,
    HopFailure failure,
    String redrive,
    Set<UUID> ties) {
  static final String COLUMNS =
      """
      seq, tenant, topic, partition, record_offset, published_at, happened_at, received_at,
      event_id, type, source, causation, trace_id, subject_kind, subject_id, decision,
      failure_kind, failure_code, failure_detail, reader, attempt, version, redrive,
      array_to_string(handles[1:ties], ',')
      """;

  static Hop of(SqlRow row) {
    return new Hop(
        row.bigint(0),
        TenantId.of(row.text(1)),
        row.text(2),
        row.integer(3),
        row.bigint(4),
        row.instant(5),
        row.instant(6),
        row.instant(7),
        row.text(8),
        row.text(9),
        row.text(10),
        row.text(11),
        row.text(12),
        new LineageSubject(LineageKind.of(row.text(13)), row.text(14)),
        row.text(15),
        failure(row),
        row.text(22),
        ties(row.text(23)));
  }

  private static HopFailure failure(SqlRow row) {
    return row.text(16) == null
        ? null
        : new HopFailure(
            row.text(16), row.text(17), row.text(18), row.text(19), row.integer(20), row.text(21));
  }

  private static Set<UUID> ties(String text) {
    return text == null || text.isEmpty()
        ? Set.of()
        : Set.copyOf(Arrays.stream(text.split(",")).map(UUID::fromString).toList());
  }

  /** The service that published it; the topic's name where nobody says. */
  String service() {
    String named = source == null ? "" : source.replaceFirst("^/", "");
    return named.isEmpty() ? topic : named;
  }
}
