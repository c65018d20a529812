package dev.ramal.calls.alerts;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that needs a person.
 *
 * @param service who raised it
 * @param severity info, warning or critical
 * @param title pt-BR
 * @param detail pt-BR, as it was told last
 * @param subject what it is about; null when general
 * @param raisedAt first
 * @param lastRaisedAt the same thing, last
 * @param times how often it was raised
 * @param acknowledgedAt null while it is open
 * @param acknowledgedBy the person's id; null while it is open
 */
record Alert(
    String id,
    String service,
    @Schema(enumeration = {"info", "warning", "critical"}) String severity,
    String title,
    String detail,
    @Schema(nullable = true) String subject,
    Instant raisedAt,
    Instant lastRaisedAt,
    long times,
    @Schema(nullable = true) Instant acknowledgedAt,
    @Schema(nullable = true) String acknowledgedBy) {}
