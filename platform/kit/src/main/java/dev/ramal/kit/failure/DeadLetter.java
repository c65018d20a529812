package dev.ramal.kit.failure;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.TenantId;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;

/**
 * A record that has gone to a dead letter topic; fired as a CDI event, for whoever tells of it.
 *
 * @param tenant null when the record names no organization
 * @param event {@code ce_id} as somebody wrote it; null when the record has none
 * @param topic where the record was published to first
 * @param place topic, partition and offset from which it was taken last
 * @param deadLetterTopic where it lies now
 */
public record DeadLetter(
    TenantId tenant,
    String event,
    String topic,
    Place place,
    Failure failure,
    int attempt,
    String deadLetterTopic) {

  /** Where a record lay. */
  public record Place(String topic, int partition, long offset) {}

  static DeadLetter of(
      IncomingKafkaRecord<?, ?> record, Failure failure, int attempt, String deadLetterTopic) {
    String tenant = text(record, EventHeaders.TENANT);
    return new DeadLetter(
        TenantId.isValid(tenant) ? TenantId.of(tenant) : null,
        text(record, EventHeaders.ID),
        FailurePolicy.sourceOf(record.getTopic()),
        new Place(record.getTopic(), record.getPartition(), record.getOffset()),
        failure,
        attempt,
        deadLetterTopic);
  }

  private static String text(IncomingKafkaRecord<?, ?> record, String name) {
    Header header = record.getHeaders().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
