package dev.ramal.billing.metering;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageRecord.NotCharged;
import dev.ramal.billing.metering.UsageRecord.Rated;
import dev.ramal.billing.metering.UsageRecord.Unrateable;
import dev.ramal.billing.metering.UsageRecord.Waiting;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A usage record at rest, the document in {@code metered_uses.state}: its names and words stay,
 * whatever the classes are called.
 *
 * @param by who used it; left out where nobody knows, and before it was kept
 * @param reference by which name the carrier knows it; left out where it has none, and before it
 *     was kept
 * @param standing what the ledger holds
 * @param reason why it cannot be rated, or why its cost is open; null otherwise
 */
record StoredUsage(
    @JsonProperty("revision") int revision,
    @JsonProperty("usage") Usage usage,
    @JsonProperty("by") @JsonInclude(JsonInclude.Include.NON_NULL) Attribution by,
    @JsonProperty("reference") @JsonInclude(JsonInclude.Include.NON_NULL)
        CarrierReference reference,
    @JsonProperty("realCost") Money realCost,
    @JsonProperty("costedAt") Instant costedAt,
    @JsonProperty("standing") BookedBalance standing,
    @JsonProperty("status") String status,
    @JsonProperty("reason") String reason) {
  static final String WAITING = "WAITING";
  static final String NOT_CHARGED = "NOT_CHARGED";
  static final String RATED = "RATED";
  static final String UNRATEABLE = "UNRATEABLE";

  static StoredUsage of(UsageRecord record) {
    ReportedUsage reported = record.reported();
    return new StoredUsage(
        reported.revision(),
        reported.usage(),
        reported.by().isUnknown() ? null : reported.by(),
        reported.reference().isNone() ? null : reported.reference(),
        reported.carrierPrice(),
        reported.costedAt(),
        record.balance(),
        status(record),
        record instanceof Unrateable unrateable ? unrateable.reason() : record.openCost());
  }

  private static String status(UsageRecord record) {
    if (record instanceof Waiting) {
      return WAITING;
    }
    if (record instanceof NotCharged) {
      return NOT_CHARGED;
    }
    return record instanceof Rated ? RATED : UNRATEABLE;
  }

  /**
   * Whether a cost stands that the carrier has yet to name. What costs nothing by the tariff either
   * is no estimate that anybody misses.
   */
  boolean isEstimated(UsageKey key) {
    boolean rated = RATED.equals(status) || NOT_CHARGED.equals(status);
    return realCost == null && rated && standing.cost().amount().signum() != 0 && isAskedFor(key);
  }

  private static boolean isAskedFor(UsageKey key) {
    return switch (key.meter()) {
      case VOICE_MINUTE -> UsageKey.CALL.equals(key.subject());
      case MESSAGE_SEGMENT -> UsageKey.MESSAGE.equals(key.subject());
      default -> false;
    };
  }

  UsageRecord toRecord() {
    ReportedUsage reported =
        new ReportedUsage(
            revision,
            usage,
            Attribution.of(by),
            realCost,
            costedAt,
            CarrierReference.of(reference));
    return switch (status) {
      case WAITING -> new Waiting(reported);
      case NOT_CHARGED -> new NotCharged(reported, standing, reason);
      case RATED -> new Rated(reported, standing, reason);
      case UNRATEABLE -> new Unrateable(reported, standing, reason);
      default -> throw new IllegalStateException("no such status of a usage: " + status);
    };
  }
}
