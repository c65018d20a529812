package dev.ramal.events.calls;

import dev.ramal.events.LegName;
import java.time.Instant;

/**
 * The lead has pressed the key that agrees to the recording.
 *
 * <p>Type {@code dev.ramal.calls.ConsentGiven}.
 *
 * @param leg who pressed it
 * @param proof where the carrier said so: id of its event, or the step it came back for
 */
public record ConsentGiven(String callId, LegName leg, String key, String proof, Instant givenAt) {
  public static final String TYPE = "dev.ramal.calls.ConsentGiven";
}
