package dev.ramal.events.billing;

import dev.ramal.events.DestinationClass;
import java.time.Instant;

/**
 * No tariff covers a use; somebody must add one and re-rate.
 *
 * <p>Type {@code dev.ramal.billing.UsageUnrateable}.
 *
 * @param leg null for a message
 * @param destinationClass null when nobody could tell, and where the usage has no destination
 */
public record UsageUnrateable(
    String subject,
    String subjectId,
    String leg,
    DestinationClass destinationClass,
    String reason,
    Instant occurredAt) {
  public static final String TYPE = "dev.ramal.billing.UsageUnrateable";
}
