package dev.ramal.crm.consent;

import java.time.Duration;
import java.time.Instant;

/**
 * As of when something is known of a record of the CRM. Pure.
 *
 * @param updatedAt as the CRM says, but never ahead of our clock
 * @param aheadAt what the CRM said, where that lay ahead of our clock; null otherwise
 * @param toldAt when it was said, by the CRM's clock; decides between two of one moment
 */
public record NewsTimes(Instant updatedAt, Instant aheadAt, Instant toldAt) {
  /** How long what the CRM tells is under way at most before it repeats it. */
  private static final Duration DELIVERY = Duration.ofSeconds(5);

  /** Of a clock that nobody minds. */
  private static final Duration USUAL_LEAD = Duration.ofMinutes(1);

  /** For longer nothing that the CRM tells is under way, however often it repeats it. */
  private static final Duration REPEATED = Duration.ofMinutes(4);

  /** Of what nothing was heard yet. */
  static final NewsTimes NEVER = at(Instant.EPOCH);

  static NewsTimes at(Instant at) {
    return new NewsTimes(at, null, at);
  }

  /**
   * Whether this is older. Between two that were both ahead of our clock the CRM's clock decides:
   * when each came says nothing, as what is told in two requests overtakes each other. Where one
   * was, as when the CRM's clock is put right in between, its time is that of its receipt, so later
   * than the change by a delivery, and the CRM tells whole seconds: what comes later counts, unless
   * it is older by more than that.
   */
  boolean isBefore(NewsTimes other) {
    if ((aheadAt == null) != (other.aheadAt == null)) {
      return updatedAt.plus(DELIVERY).isBefore(other.updatedAt);
    }
    int order =
        aheadAt == null ? updatedAt.compareTo(other.updatedAt) : aheadAt.compareTo(other.aheadAt);
    return order < 0 || order == 0 && toldAt.isBefore(other.toldAt);
  }

  /**
   * Whether this, which was not ahead of our clock, may be older than what was: what a CRM repeats
   * late is not ahead any more where its clock always is by a little. One that is ahead by more is
   * taken for one that was put right.
   */
  boolean mayBeBefore(NewsTimes other) {
    return aheadAt == null
        && other.aheadAt != null
        && !updatedAt.isAfter(other.aheadAt)
        && !other.aheadAt.isAfter(other.updatedAt.plus(USUAL_LEAD));
  }

  /**
   * Whether this, which is before, may be younger all the same: the CRM's clock, which is still
   * ahead of ours, was by so much more that it must have been set back in between.
   */
  boolean mayBeAfter(NewsTimes other) {
    return aheadAt != null
        && other.aheadAt != null
        && lead().plus(REPEATED).compareTo(other.lead()) <= 0;
  }

  private Duration lead() {
    return Duration.between(updatedAt, aheadAt);
  }
}
