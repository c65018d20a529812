package dev.ramal.messaging.deadletters;

import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Letters that wait and failed alike.
 *
 * @param kind of the failure
 * @param cause without what is different with each record
 * @param version of the service that could not take them
 * @param letter one of them
 */
record DeadLetterCluster(
    String topic,
    String fingerprint,
    @Schema(examples = "Malformed") String kind,
    String cause,
    @Schema(nullable = true, description = "Type of the event; null where the record says none")
        String type,
    @Schema(description = "Empty where nobody said") String version,
    long waiting,
    @Schema(description = "How many organizations they belong to") long organizations,
    Instant firstAt,
    Instant lastAt,
    String letter) {

  static DeadLetterCluster of(SqlRow row) {
    return new DeadLetterCluster(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.bigint(6),
        row.bigint(7),
        row.instant(8),
        row.instant(9),
        row.text(10));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "DeadLetterClusterPage")
  record Page(List<DeadLetterCluster> items, @Schema(nullable = true) String next) {}
}
