package dev.ramal.crm.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A secret by which a CRM may show that it is the CRM, and what is known of it being there. Pure.
 *
 * @param since when it was made
 * @param takenAt when the CRM had taken it from us for every event; null while it has not
 * @param seenAt when the CRM showed it last, to the hour; null while it never did
 */
record LiveSecret(String hash, Instant since, Instant takenAt, Instant seenAt) {
  private static final Duration SEEN_ANEW = Duration.ofHours(1);

  static LiveSecret create(String hash, Instant now) {
    return new LiveSecret(hash, now, null, null);
  }

  boolean isTaken() {
    return takenAt != null;
  }

  /** Whether the CRM is known to have it, or to have had it. */
  boolean isKnown() {
    return takenAt != null || seenAt != null;
  }

  /** Whether it is worth storing that the CRM shows it now. */
  boolean isSeenAnew(Instant now) {
    return seenAt == null || seenAt.isBefore(now.minus(SEEN_ANEW));
  }

  /**
   * Of two that are known the one that rather is at the CRM is larger: one that it has taken for
   * every event, for what it is shown beside that one may be there for a part; else the one that
   * was heard of last.
   *
   * @param since what was not heard of since then has been replaced by a person
   */
  static Comparator<LiveSecret> byPresence(Instant since) {
    return Comparator.comparing(
            (LiveSecret secret) -> secret.isTaken() && secret.heardOf().isAfter(since))
        .thenComparing(LiveSecret::heardOf);
  }

  private Instant heardOf() {
    return seenAt == null || takenAt != null && takenAt.isAfter(seenAt) ? takenAt : seenAt;
  }
}
