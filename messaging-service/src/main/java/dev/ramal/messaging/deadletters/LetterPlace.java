package dev.ramal.messaging.deadletters;

import dev.ramal.events.TenantId;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a dead letter lies.
 *
 * @param tenant whose it is
 * @param deadAt the record's time: another one at the same place is another record
 */
record LetterPlace(TenantId tenant, String topic, int partition, long offset, Instant deadAt) {
  static LetterPlace of(ConsumerRecord<?, ?> record) {
    return new LetterPlace(
        LetterRow.tenantOf(record),
        record.topic(),
        record.partition(),
        record.offset(),
        LetterRow.timeOf(record));
  }

  /** As clients name it. */
  String id() {
    return topic + ":" + partition + ":" + offset;
  }
}
