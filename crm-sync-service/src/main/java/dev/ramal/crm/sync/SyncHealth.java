package dev.ramal.crm.sync;

import dev.ramal.crm.activities.ActivityCounts;
import dev.ramal.crm.activities.ActivityTimes;
import dev.ramal.crm.connections.CrmReach;
import dev.ramal.kit.jobs.WaitingReasons.Oldest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the synchronization stands.
 *
 * @param waiting notes not yet written
 * @param waitingForConnection those of them that wait until an administrator connects the CRM
 * @param failed notes that wait for a person
 * @param failedChanges tasks and changes of deals that wait for a person
 * @param rulesNotCarriedOut rules of the mapping that the CRM cannot carry out, each by its field;
 *     empty where it can do all
 * @param notInCrm calls with people whom the CRM does not know: nothing to be noted, no failure
 * @param successRate synced of the last thousand that ended, of people in the CRM, from 0 to 1,
 *     four decimals as text; null before the first
 * @param failureRate those of the same that the CRM refused, lost or did not take in time, as text;
 *     the others wait for somebody's decision
 * @param meetsTarget whether more than 99 of 100 are written and fewer than 1 of 1,000 failed; null
 *     before the first
 * @param oldestWaitingAt since when the note waits that has waited longest; null when none waits.
 *     Minutes are usual: it waits for the recording and for what the agent says
 * @param lagSeconds for how long that is; null likewise
 * @param lastSyncedAt when the note of the newest call that has one was written
 * @param quotaUsed what is used of the requests that the CRM takes at once, from 0 to 1, two
 *     decimals as text; null before the first request
 * @param pausedUntil until when nothing leaves, as the CRM asked or because it does not answer
 * @param lastError what goes wrong between us and the CRM; null when it has answered since
 * @param lastErrorAt since when; null likewise
 * @param oldestPending why notes wait and since when, those that have waited longest first
 * @param countedUpTo no state is counted farther: a count of this many says that there are so many
 *     or more
 */
public record SyncHealth(
    long synced,
    long waiting,
    long waitingForConnection,
    long failed,
    long failedChanges,
    List<String> rulesNotCarriedOut,
    long notInCrm,
    @Schema(nullable = true) String successRate,
    @Schema(nullable = true) String failureRate,
    @Schema(nullable = true) Boolean meetsTarget,
    @Schema(nullable = true) Instant oldestWaitingAt,
    @Schema(nullable = true) Long lagSeconds,
    @Schema(nullable = true) Instant lastSyncedAt,
    @Schema(nullable = true) String quotaUsed,
    @Schema(nullable = true) Instant pausedUntil,
    @Schema(nullable = true) String lastError,
    @Schema(nullable = true) Instant lastErrorAt,
    List<OldestPending> oldestPending,
    int countedUpTo) {
  private static final BigDecimal WRITTEN = new BigDecimal("0.99");
  private static final BigDecimal BROKEN = new BigDecimal("0.001");

  static SyncHealth of(
      ActivityCounts counts,
      ActivityTimes times,
      CrmReach reach,
      List<Oldest> reasons,
      long failedChanges,
      List<String> rulesNotCarriedOut,
      Instant now) {
    long waiting = Math.min(counts.pending() + counts.writing(), ActivityCounts.MOST);
    String written = rate(counts.lastSynced(), counts.lastEnded());
    String broken = rate(counts.lastBroken(), counts.lastEnded());
    Instant oldest = times.oldestWaiting();
    return new SyncHealth(
        counts.synced(),
        waiting,
        reach.connected() ? 0 : waiting,
        counts.failed(),
        failedChanges,
        rulesNotCarriedOut,
        counts.notInCrm(),
        written,
        broken,
        written == null
            ? null
            : new BigDecimal(written).compareTo(WRITTEN) > 0
                && new BigDecimal(broken).compareTo(BROKEN) < 0,
        oldest,
        oldest == null ? null : Math.max(0, Duration.between(oldest, now).toSeconds()),
        times.lastSynced(),
        reach.quotaUsed(),
        reach.pausedUntil(),
        reach.fault(),
        reach.faultAt(),
        OldestPending.of(reasons, reach.connected(), now),
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
