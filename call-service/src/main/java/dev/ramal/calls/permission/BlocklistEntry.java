package dev.ramal.calls.permission;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    Instant blockedAt) {

  /** Whether a number would be blocked for a shorter time by this than by what is stored. */
  boolean weakens(BlocklistEntry stored) {
    boolean later =
        effectiveFrom != null
            && effectiveFrom.isAfter(blockedAt)
            && isAfter(effectiveFrom, stored.effectiveFrom);
    boolean shorter =
        expiresAt != null && (stored.expiresAt == null || isAfter(stored.expiresAt, expiresAt));
    return later || shorter;
  }

  /** Leaving aside what the database does not keep of a time. */
  private static boolean isAfter(Instant one, Instant other) {
    return one.truncatedTo(ChronoUnit.MILLIS).isAfter(other.truncatedTo(ChronoUnit.MILLIS));
  }
}
