package dev.ramal.messaging.deadletters;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;

/**
 * Letters that somebody has sent again.
 *
 * @param tenant under whom it is written down
 * @param scope the organization whose letters were taken; null for those of all
 * @param fingerprint null for all of the topic
 * @param patch the JSON Patch as text; null for none
 * @param appliedNowhere whether somebody said that no reader has applied them, however old they are
 * @param letters how many were taken
 * @param gone how many more were left out, whose records Kafka had forgotten
 * @param by the person's id
 */
record Redrive(
    TenantId tenant,
    String id,
    String scope,
    String topic,
    String fingerprint,
    String patch,
    boolean appliedNowhere,
    int quota,
    int letters,
    int gone,
    String by,
    Instant createdAt) {
  static final String COLUMNS =
      " tenant, id, scope, topic, fingerprint, patch, applied_nowhere, quota, letters, gone,"
          + " redriven_by, created_at ";

  static Redrive of(SqlRow row) {
    return new Redrive(
        TenantId.of(row.text(0)),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.bool(6),
        row.integer(7),
        row.integer(8),
        row.integer(9),
        row.text(10),
        row.instant(11));
  }
}
