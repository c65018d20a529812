package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The lead was asked to agree to the recording and did not: the call is not recorded.
 *
 * <p>Type {@code dev.ramal.calls.ConsentRefused}.
 *
 * @param leg who was asked
 * @param key what was pressed instead; empty when nothing was
 * @param proof where the carrier said so: id of its event, or the step it came back for; null when
 *     it never said
 */
public record ConsentRefused(
    String callId, LegName leg, String key, String proof, Instant refusedAt) {
  public static final String TYPE = "dev.ramal.calls.ConsentRefused";
}
