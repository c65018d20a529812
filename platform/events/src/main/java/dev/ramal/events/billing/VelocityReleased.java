package dev.ramal.events.billing;

import java.time.Instant;

/**
 * A person lets numbers of a prefix be dialled and written to again.
 *
 * <p>Type {@code dev.ramal.billing.VelocityReleased}.
 *
 * @param blockId as {@code VelocityExceeded} told it
 * @param releasedBy user name
 * @param reason null when none was given
 */
public record VelocityReleased(
    String blockId, String prefix, String releasedBy, String reason, Instant releasedAt) {
  public static final String TYPE = "dev.ramal.billing.VelocityReleased";
}
