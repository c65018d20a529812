package dev.ramal.crm.activities;

import dev.ramal.kit.tenancy.SqlRow;

/**
 * How many activities of an organization stand where.
 *
 * @param pending counted up to {@link #MOST}, as are the next four
 * @param failed without those that follow
 * @param notInCrm calls with people whom the CRM does not know
 * @param lastSynced of the last {@link #LAST} that ended and whose person is in the CRM, those
 *     whose note was written
 * @param lastEnded how many those are
 * @param lastBroken those of them that the CRM refused, lost, or did not take in time
 */
public record ActivityCounts(
    long pending,
    long writing,
    long synced,
    long failed,
    long notInCrm,
    long lastSynced,
    long lastEnded,
    long lastBroken) {
  /** Nobody needs to know how many more there are, and counting them costs with every one. */
  public static final int MOST = 10_000;

  static final int LAST = 1_000;

  static ActivityCounts of(SqlRow row) {
    return new ActivityCounts(
        row.bigint(0),
        row.bigint(1),
        row.bigint(2),
        row.bigint(3),
        row.bigint(4),
        row.bigint(5),
        row.bigint(6),
        row.bigint(7));
  }
}
