package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;

/**
 * A rated use is corrected by adding a line, never by rewriting one.
 *
 * <p>Type {@code dev.ramal.billing.UsageAmended}.
 *
 * @param usageId the amended line
 * @param month yyyy-MM
 */
public record UsageAmended(
    String usageId,
    String amendmentId,
    String reason,
    Money costDelta,
    Money priceDelta,
    long billedQuantityDelta,
    List<String> explanation,
    Instant amendedAt,
    String month) {
  public static final String TYPE = "dev.ramal.billing.UsageAmended";

  public UsageAmended {
    explanation = explanation == null ? List.of() : List.copyOf(explanation);
  }
}
