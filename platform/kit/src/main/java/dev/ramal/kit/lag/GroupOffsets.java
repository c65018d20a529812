package dev.ramal.kit.lag;

/**
 * How far a group is in a partition, by the broker's account.
 *
 * @param committed offset of the first record that is not committed; {@link #NONE} where the group
 *     has committed nothing: it begins with the first record
 * @param first offset of the first record that the partition still holds
 * @param end offset behind the last record; {@link #NONE} where the broker did not say
 * @param attended whether a member of the group reads this partition
 */
record GroupOffsets(long committed, long first, long end, boolean attended) {
  static final long NONE = -1;

  /** Records that wait; zero also where the broker did not say. */
  long behind() {
    return Math.max(0, end - Math.max(committed, first));
  }

  boolean isKnown() {
    return end != NONE;
  }
}
