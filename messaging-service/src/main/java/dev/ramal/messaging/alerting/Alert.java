package dev.ramal.messaging.alerting;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that needs a person, as people read it.
 *
 * @param service who raised it
 * @param title pt-BR
 * @param detail pt-BR, as it was told last
 * @param subject what it is about; null when general
 * @param raisedAt first
 * @param lastRaisedAt the same thing, last
 * @param times how often it was raised
 */
record Alert(
    String id,
    String service,
    @Schema(enumeration = {"info", "warning", "critical"}) String severity,
    String title,
    String detail,
    @Schema(nullable = true) String subject,
    @Schema(enumeration = {"open", "acknowledged", "resolved"}) String state,
    Instant raisedAt,
    Instant lastRaisedAt,
    long times,
    @Schema(description = "When receivers were told last; null for none", nullable = true)
        Instant toldAt,
    @Schema(nullable = true) Instant acknowledgedAt,
    @Schema(description = "The person's id", nullable = true) String acknowledgedBy,
    @Schema(nullable = true) Instant resolvedAt,
    @Schema(description = "The person's id; null where its source said so", nullable = true)
        String resolvedBy) {

  static Alert of(AlertRow row) {
    return new Alert(
        row.id(),
        row.service(),
        row.severity().wire(),
        row.title(),
        row.detail(),
        row.subject().isEmpty() ? null : row.subject(),
        row.state().wire(),
        row.raisedAt(),
        row.lastRaisedAt(),
        row.times(),
        row.wasTold() ? row.toldAt() : null,
        row.acknowledgedAt(),
        row.acknowledgedBy(),
        row.resolvedAt(),
        row.resolvedBy());
  }

  /** With whom was told. */
  @Schema(name = "AlertDetails")
  record Details(
      @Schema(required = true) Alert alert, List<AlertNotification.View> notifications) {}

  /** For the OpenAPI document only. */
  @Schema(name = "AlertPage")
  record Page(List<Alert> items, @Schema(nullable = true) String next) {}
}
