package dev.ramal.billing.metering;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.ramal.billing.metering.UseFact.Costed;
import dev.ramal.billing.metering.UseFact.Used;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * One use and everything heard of it. What it comes to depends on the facts, never on the order in
 * which they came: the highest revision and the latest price hold.
 *
 * <pre>
 *  WAITING ──used──▶ NOT_CHARGED · RATED · UNRATEABLE ──re-rated──▶ RATED
 *  (only a price known)        each moves to each other by a later revision
 * </pre>
 *
 * @param revision of the latest use heard of; -1 before the first
 * @param usage null while waiting
 * @param realCost null until the carrier names it
 * @param costedAt null until the carrier names its price
 * @param standing what the ledger holds
 * @param status where the use stands
 * @param reason why it cannot be rated; null otherwise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MeteredUse(
    int revision,
    Usage usage,
    Money realCost,
    Instant costedAt,
    Standing standing,
    Status status,
    String reason) {

  /** Where a use stands. */
  public enum Status {
    WAITING,
    NOT_CHARGED,
    RATED,
    UNRATEABLE
  }

  /** Nothing heard yet. */
  public static final MeteredUse UNKNOWN =
      new MeteredUse(-1, null, null, null, Standing.NOTHING, Status.WAITING, null);

  /** Whether the fact says nothing that is not known already, or known better. */
  boolean supersedes(UseFact fact) {
    if (fact instanceof Used used) {
      return used.revision() <= revision;
    }
    Costed costed = (Costed) fact;
    return costedAt != null && !costed.costedAt().isAfter(costedAt);
  }

  MeteredUse hearing(UseFact fact) {
    if (fact instanceof Used used) {
      return new MeteredUse(
          used.revision(), inPlace(used.usage()), realCost, costedAt, standing, status, reason);
    }
    Costed costed = (Costed) fact;
    return new MeteredUse(
        revision, usage, costed.cost(), costed.costedAt(), standing, status, reason);
  }

  /** All lines of a use lie at one instant, that of the first news, and so in one month. */
  private Usage inPlace(Usage heard) {
    return usage == null ? heard : heard.at(usage.occurredAt());
  }

  MeteredUse settled(Standing now, Status newStatus, String newReason) {
    return new MeteredUse(revision, usage, realCost, costedAt, now, newStatus, newReason);
  }

  /** Whether tariffs have been asked about what was used, and have answered. */
  @JsonIgnore
  boolean isRated() {
    return status == Status.RATED || status == Status.NOT_CHARGED;
  }

  @JsonIgnore
  boolean isUnrateable() {
    return status == Status.UNRATEABLE;
  }
}
