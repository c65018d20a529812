package dev.ramal.crm.consent;

import java.time.Instant;

/**
 * As of when something is known of a record of the CRM. Pure.
 *
 * @param updatedAt as the CRM says, but never ahead of our clock
 * @param aheadAt what the CRM said, where that lay ahead of our clock; null otherwise
 * @param toldAt when it was said, by the CRM's clock; decides between two of one moment
 */
public record NewsTimes(Instant updatedAt, Instant aheadAt, Instant toldAt) {
  /** Of what nothing was heard yet. */
  static final NewsTimes NEVER = at(Instant.EPOCH);

  static NewsTimes at(Instant at) {
    return new NewsTimes(at, null, at);
  }

  /**
   * Whether this is older. Between two that were both ahead of our clock the CRM's clock decides:
   * when each came says nothing, as what is told in two requests overtakes each other.
   */
  boolean isBefore(NewsTimes other) {
    int order =
        aheadAt != null && other.aheadAt != null
            ? aheadAt.compareTo(other.aheadAt)
            : updatedAt.compareTo(other.updatedAt);
    return order < 0 || order == 0 && toldAt.isBefore(other.toldAt);
  }
}
