package dev.ramal.crm.sync;

import dev.ramal.crm.activities.ActivityCounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the synchronization stands.
 *
 * @param waiting notes not yet written
 * @param waitingForConnection those of them that wait until an administrator connects the CRM
 * @param failed notes that wait for a person
 * @param notInCrm calls with people whom the CRM does not know: nothing to be noted, no failure
 * @param successRate synced of the last thousand that ended, of people in the CRM, from 0 to 1,
 *     four decimals as text; null before the first
 * @param countedUpTo no state is counted farther: a count of this many says that there are so many
 *     or more
 */
public record SyncHealth(
    long synced,
    long waiting,
    long waitingForConnection,
    long failed,
    long notInCrm,
    @Schema(nullable = true) String successRate,
    int countedUpTo) {
  /**
   * @param connected whether a CRM is connected
   */
  static SyncHealth of(ActivityCounts counts, boolean connected) {
    long waiting = Math.min(counts.pending() + counts.writing(), ActivityCounts.MOST);
    return new SyncHealth(
        counts.synced(),
        waiting,
        connected ? 0 : waiting,
        counts.failed(),
        counts.notInCrm(),
        rate(counts.lastSynced(), counts.lastEnded()),
        ActivityCounts.MOST);
  }

  private static String rate(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
            .toPlainString();
  }
}
