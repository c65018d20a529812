package dev.ramal.crm.sync;

import dev.ramal.crm.activity.ActivityState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * How the synchronization stands.
 *
 * @param waiting calls not yet written
 * @param waitingForConnection those of them that wait until an administrator connects the CRM
 * @param successRate synced of all that ended, from 0 to 1, four decimals as text; null before the
 *     first
 */
public record SyncHealth(
    long synced, long waiting, long waitingForConnection, long failed, String successRate) {
  /**
   * @param byState how many activities stand in each state
   * @param connected whether a CRM is connected
   */
  static SyncHealth of(Map<String, Long> byState, boolean connected) {
    long synced = byState.getOrDefault(ActivityState.SYNCED, 0L);
    long failed = byState.getOrDefault(ActivityState.FAILED, 0L);
    long waiting =
        byState.getOrDefault(ActivityState.PENDING, 0L)
            + byState.getOrDefault(ActivityState.WRITING, 0L);
    return new SyncHealth(
        synced, waiting, connected ? 0 : waiting, failed, rate(synced, synced + failed));
  }

  private static String rate(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
            .toPlainString();
  }
}
