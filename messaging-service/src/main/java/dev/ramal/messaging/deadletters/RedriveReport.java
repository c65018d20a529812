package dev.ramal.messaging.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was sent again, by whom, how it was changed, and what became of it. A published record
 * cannot be taken back: the report says which it would concern.
 *
 * @param state publishing until the last record has left
 * @param gone how many more were left out, because Kafka holds their records no longer
 * @param failedAgain how many are dead letters anew
 */
@Schema(name = "DeadLetterRedrive")
record RedriveReport(
    String id,
    @Schema(enumeration = {"publishing", "published"}) String state,
    String topic,
    @Schema(nullable = true, description = "Null for all of the topic") String fingerprint,
    @Schema(nullable = true, description = "Null for those of all, which the operator sent")
        String organization,
    @Schema(
            nullable = true,
            implementation = Object.class,
            description = "JSON Patch; null for none")
        JsonNode patch,
    @Schema(
            description =
                "Whether somebody said that no reader has applied them: old ones were sent, too")
        boolean appliedNowhere,
    int quota,
    int letters,
    @Schema(description = "How many more were left out: Kafka holds them no longer") int gone,
    long published,
    long failedAgain,
    @Schema(description = "The person's id") String redrivenBy,
    Instant createdAt) {

  static RedriveReport of(Redrive redrive, RedriveProgress progress) {
    return new RedriveReport(
        redrive.id(),
        progress.waiting() == 0 ? "published" : "publishing",
        redrive.topic(),
        redrive.fingerprint(),
        redrive.scope(),
        json(redrive.patch()),
        redrive.appliedNowhere(),
        redrive.quota(),
        redrive.letters(),
        redrive.gone(),
        Math.max(0, redrive.letters() - progress.waiting()),
        progress.failedAgain(),
        redrive.by(),
        redrive.createdAt());
  }

  private static JsonNode json(String patch) {
    try {
      return patch == null ? null : EventJson.tree(patch);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a patch that was written down is JSON", e);
    }
  }

  /**
   * A letter that was sent again.
   *
   * @param eventId under which readers know it
   * @param sentTo the topic
   */
  @Schema(name = "DeadLetterRedriveLetter")
  record Letter(
      String id,
      String organization,
      @Schema(nullable = true) String eventId,
      @Schema(nullable = true) String type,
      @Schema(
              nullable = true,
              deprecated = true,
              description = "Always null: a key may hold somebody's number. A sample tells it")
          String key,
      String sentTo,
      @Schema(nullable = true, description = "Where it lay before it failed")
          Integer sourcePartition,
      @Schema(nullable = true) Long sourceOffset,
      Instant deadAt) {

    static Letter of(SqlRow row) {
      return new Letter(
          row.text(1),
          row.text(0),
          row.text(2),
          row.text(3),
          null,
          row.text(4).equals(Topics.QUARANTINE) ? Topics.REDRIVES : row.text(4),
          row.integer(5),
          row.bigint(6),
          row.instant(7));
    }

    /** For the OpenAPI document only. */
    @Schema(name = "DeadLetterRedriveLetterPage")
    record Page(List<Letter> items, @Schema(nullable = true) String next) {}
  }

  /**
   * One line of the list, without what became of it.
   *
   * @param letters how many were taken
   */
  @Schema(name = "DeadLetterRedriveLine")
  record Line(
      String id,
      String topic,
      @Schema(nullable = true) String fingerprint,
      @Schema(nullable = true, description = "Null for those of all, which the operator sent")
          String organization,
      boolean patched,
      int letters,
      @Schema(description = "The person's id") String redrivenBy,
      Instant createdAt) {

    static Line of(Redrive redrive) {
      return new Line(
          redrive.id(),
          redrive.topic(),
          redrive.fingerprint(),
          redrive.scope(),
          redrive.patch() != null,
          redrive.letters(),
          redrive.by(),
          redrive.createdAt());
    }

    /** For the OpenAPI document only. */
    @Schema(name = "DeadLetterRedrivePage")
    record Page(List<Line> items, @Schema(nullable = true) String next) {}
  }
}
