package dev.ramal.calls.commands;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import java.time.Instant;

/**
 * One stored intent.
 *
 * @param id a UUID; stable over every repetition
 * @param attempts how often it was claimed for sending, this time included
 * @param createdAt when it was decided
 * @param sentAt when it was last claimed for sending; null before
 */
public record Command(
    TenantId tenant,
    String id,
    CallId call,
    LegAction.Kind kind,
    LegName leg,
    Carrier carrier,
    String connectionId,
    CommandPayload payload,
    int attempts,
    Instant createdAt,
    Instant sentAt) {

  /** Dialling costs money and rings a phone: it is never repeated on a guess. */
  public boolean isDial() {
    return kind == LegAction.Kind.DIAL;
  }
}
