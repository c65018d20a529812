package dev.ramal.calls.permission;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number that must not be called.
 *
 * @param number E.164, or the beginning of numbers with a star behind
 * @param reason null when nobody said one
 * @param effectiveFrom from when on it holds; null only in one that is not stored yet
 * @param expiresAt when it ends; null for never
 * @param blockedBy the user's id
 */
@Schema(name = "BlockedNumber")
public record BlocklistEntry(
    @Schema(examples = "+5511987654321") String number,
    @Schema(implementation = Source.class) Source source,
    @Schema(nullable = true) String reason,
    Instant effectiveFrom,
    @Schema(nullable = true) Instant expiresAt,
    String blockedBy,
    Instant blockedAt) {}
