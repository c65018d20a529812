package dev.ramal.events.calls;

import java.time.Instant;

/**
 * The organization calls a number no more, or otherwise than before.
 *
 * <p>Type {@code dev.ramal.calls.NumberBlocked}.
 *
 * @param number E.164, or the beginning of numbers with a star behind
 * @param source where it comes from: manual, import, or the word of a do-not-call list
 * @param reason null when nobody said one
 * @param effectiveFrom from when on it holds
 * @param expiresAt when it ends; null for never
 * @param blockedBy the user's id
 */
public record NumberBlocked(
    String number,
    String source,
    String reason,
    Instant effectiveFrom,
    Instant expiresAt,
    String blockedBy,
    Instant blockedAt) {
  public static final String TYPE = "dev.ramal.calls.NumberBlocked";
}
