package dev.ramal.kit.jobs;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job that waits for a person.
 *
 * @param state {@code DEAD}: not taken too often; {@code ABANDONED}: its outcome is not known
 * @param reason what was said last
 * @param attempts sendings so far
 * @param diedAt the database's time
 */
public record DeadJob(
    String id,
    String queue,
    String kind,
    String subject,
    JobState state,
    @Schema(nullable = true) String reason,
    int attempts,
    Instant createdAt,
    Instant diedAt) {}
