package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import java.time.Instant;

/**
 * Where a fact comes from: the same for every fact of every carrier.
 *
 * @param carrier who said it
 * @param connectionId the carrier account it came through
 * @param occurredAt the carrier's time where given, else the time of receipt
 * @param receivedAt when the gateway read it
 * @param sequence the carrier's order hint, from 0; null where it gives none
 * @param raw the callback as received, secrets stripped; for audit: the gateway always says it, and
 *     nobody refuses a fact that lacks it
 */
public record FactOrigin(
    Carrier carrier,
    ConnectionId connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw) {
  /**
   * A callback as it was received, secrets stripped, kept for audit.
   *
   * @param contentType media type of the body
   * @param body text as received
   */
  public record RawCallback(String contentType, String body) {}
}
