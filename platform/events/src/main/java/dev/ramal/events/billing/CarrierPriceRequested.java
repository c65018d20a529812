package dev.ramal.events.billing;

import java.time.Instant;

/**
 * A person wants a carrier asked again what a call or message has cost, of which it was asked for
 * long enough. Whoever has the call or message asks soon, and at growing waits for as long as after
 * its end; one whose price is known, or that is being asked about, is left alone.
 *
 * <p>Type {@code dev.ramal.billing.CarrierPriceRequested}.
 *
 * @param subject call or message
 * @param subjectId id of the call or message
 * @param requestedBy user name
 */
public record CarrierPriceRequested(
    String subject, String subjectId, String requestedBy, Instant requestedAt) {
  public static final String TYPE = "dev.ramal.billing.CarrierPriceRequested";
}
