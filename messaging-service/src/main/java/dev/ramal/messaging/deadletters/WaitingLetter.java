package dev.ramal.messaging.deadletters;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;

/**
 * A letter as the index knows it, as far as is needed to read it and to send it in order.
 *
 * @param keyHash what its key is known by; null for none
 * @param firstOffset its place in its partition before it failed for the first time, also where it
 *     was sent again since; null where nobody said
 * @param redrive that sent it again; null while it waits
 * @param bytes of its body
 */
record WaitingLetter(
    LetterPlace place, String keyHash, Long firstOffset, String redrive, int bytes) {
  static final String COLUMNS =
      " tenant, topic, partition, record_offset, dead_at, record_key,"
          + " coalesce(first_offset, source_offset), redrive, bytes ";

  static WaitingLetter of(SqlRow row) {
    return new WaitingLetter(
        new LetterPlace(
            TenantId.of(row.text(0)), row.text(1), row.integer(2), row.bigint(3), row.instant(4)),
        row.text(5),
        row.bigint(6),
        row.text(7),
        row.integer(8));
  }
}
