package dev.ramal.events.calls;

import dev.ramal.events.Direction;
import java.time.Instant;

/**
 * A call was refused by us before any carrier was asked.
 *
 * <p>Type {@code dev.ramal.calls.CallDenied}.
 *
 * @param agentId subject of the agent's token
 * @param agentName null when unknown
 * @param from caller id, E.164; null before routing
 * @param to the lead's number, E.164
 * @param rule stable name of the rule
 * @param evidence what it was decided on
 */
public record CallDenied(
    String callId,
    String agentId,
    String agentName,
    Direction direction,
    String from,
    String to,
    String rule,
    String evidence,
    Instant deniedAt) {
  public static final String TYPE = "dev.ramal.calls.CallDenied";
}
