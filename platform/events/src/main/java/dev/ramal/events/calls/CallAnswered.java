package dev.ramal.events.calls;

import dev.ramal.events.AnsweredBy;
import java.time.Instant;

/**
 * The lead has picked up.
 *
 * <p>Type {@code dev.ramal.calls.CallAnswered}.
 *
 * @param answeredBy human, machine, fax, unknown or null without detection
 */
public record CallAnswered(String callId, AnsweredBy answeredBy, Instant answeredAt) {
  public static final String TYPE = "dev.ramal.calls.CallAnswered";
}
