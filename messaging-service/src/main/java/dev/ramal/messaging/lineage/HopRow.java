package dev.ramal.messaging.lineage;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the index keeps of a record.
 *
 * @param tenant the operator's, where the record names none
 * @param happenedAt {@code ce_time}; null where it is no time
 * @param receivedAt when a carrier's callback came to us; null for what is none
 * @param failure null for what went well
 * @param redrive that sent the record again; null for most
 */
record HopRow(
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
    HopHandles handles) {
  /** In one order for all: replicas that write the same rows at once wait for each other. */
  static final Comparator<HopRow> BY_PLACE =
      Comparator.comparing(HopRow::topic)
          .thenComparing(HopRow::partition)
          .thenComparing(HopRow::offset);

  /** W3C: version, trace, span, flags. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  /** Never fails: what cannot be read is left out. */
  static HopRow of(
      ConsumerRecord<String, byte[]> record, LineageTopics.Origin origin, HandleHashes hashes) {
    EventFields fields = EventFields.of(record.value());
    String type = HopHeaders.text(record, EventHeaders.TYPE);
    String eventId = id(record, EventHeaders.ID);
    String causation = id(record, EventHeaders.CAUSATION);
    String place = record.topic() + ":" + record.partition() + ":" + record.offset();
    LineageSubject subject =
        LineageSubject.of(
            type,
            fields,
            HopHeaders.text(record, EventHeaders.SUBJECT),
            eventId == null ? place : eventId,
            hashes);
    return new HopRow(
        tenant(record),
        record.topic(),
        record.partition(),
        record.offset(),
        HopHeaders.published(record),
        HopHeaders.time(HopHeaders.text(record, EventHeaders.TIME)),
        HopHeaders.time(fields.value("receivedAt")),
        eventId,
        type,
        HopHeaders.text(record, EventHeaders.SOURCE),
        causation,
        trace(HopHeaders.text(record, EventHeaders.TRACE_PARENT)),
        subject,
        HopDecision.of(fields),
        HopFailure.of(record, origin, type, fields),
        id(record, EventHeaders.REDRIVE),
        HopHandles.of(subject, type, fields, eventId, causation, hashes));
  }

  private static TenantId tenant(ConsumerRecord<?, ?> record) {
    String named = HopHeaders.text(record, EventHeaders.TENANT);
    return TenantId.isValid(named) ? TenantId.of(named) : TenantId.OPERATOR;
  }

  /** Null for none, and for what may be a person's number. */
  private static String id(ConsumerRecord<?, ?> record, String header) {
    String text = HopHeaders.text(record, header);
    return LineageSubject.isId(text) ? text : null;
  }

  private static String trace(String parent) {
    Matcher matcher = TRACE_PARENT.matcher(parent == null ? "" : parent);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
