package dev.ramal.messaging.deadletters;

import dev.ramal.kit.tenancy.SqlRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A topic in which dead letters lie.
 *
 * @param source to which the records were published first
 * @param reader who could not take them
 * @param waiting how many wait for a person
 * @param redriven how many were sent again
 */
record DeadLetterTopic(
    String topic,
    String source,
    String reader,
    long waiting,
    long redriven,
    @Schema(
            nullable = true,
            description = "The death of the one that has waited longest; null for none")
        Instant oldestAt,
    @Schema(nullable = true, description = "For how long it has waited; null for none")
        Long oldestSeconds,
    Instant latestAt,
    @Schema(description = "Of all bodies, waiting or not") long bytes) {

  static DeadLetterTopic of(SqlRow row, Instant now) {
    Instant oldest = row.instant(5);
    return new DeadLetterTopic(
        row.text(0),
        row.text(1),
        row.text(2),
        row.bigint(3),
        row.bigint(4),
        oldest,
        oldest == null ? null : Math.max(0, Duration.between(oldest, now).toSeconds()),
        row.instant(6),
        row.bigint(7));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "DeadLetterTopicPage")
  record Page(List<DeadLetterTopic> items, @Schema(nullable = true) String next) {}
}
