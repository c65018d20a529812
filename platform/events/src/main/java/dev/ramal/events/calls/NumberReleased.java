package dev.ramal.events.calls;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import java.time.Instant;

/**
 * A telephone number was given back to its carrier, which has confirmed it.
 *
 * <p>Type {@code dev.ramal.calls.NumberReleased}.
 *
 * @param numberId ours
 * @param releasedBy user who asked for it
 */
public record NumberReleased(
    String numberId,
    E164 number,
    Carrier carrier,
    ConnectionId connectionId,
    String releasedBy,
    Instant releasedAt) {
  public static final String TYPE = "dev.ramal.calls.NumberReleased";
}
