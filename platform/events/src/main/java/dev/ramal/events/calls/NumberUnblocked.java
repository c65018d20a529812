package dev.ramal.events.calls;

import java.time.Instant;

/**
 * An entry of the blocklist is gone. Those of other sources still hold.
 *
 * <p>Type {@code dev.ramal.calls.NumberUnblocked}.
 *
 * @param number E.164, or the beginning of numbers with a star behind
 * @param source of the entry that is gone
 * @param unblockedBy the user's id
 */
public record NumberUnblocked(
    String number, String source, String unblockedBy, Instant unblockedAt) {
  public static final String TYPE = "dev.ramal.calls.NumberUnblocked";
}
