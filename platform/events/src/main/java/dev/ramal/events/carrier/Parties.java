package dev.ramal.events.carrier;

import dev.ramal.events.Direction;

/**
 * Who calls whom, as the carrier tells it.
 *
 * @param parentCallId the carrier's handle of the leg that started this one; null for a first leg
 * @param direction seen from us; null when not said
 * @param from E.164, SIP or client address; null when not said
 * @param to E.164, SIP or client address; null when not said
 */
public record Parties(String parentCallId, Direction direction, String from, String to) {
  /** Nothing said. */
  public static final Parties UNSAID = new Parties(null, null, null, null);
}
