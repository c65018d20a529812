package dev.ramal.kit.jobs;

/** What goes first among the waiting jobs of one organization. */
public enum Priority {
  /** Costs money or nerves with every second: a hang-up. */
  URGENT(0),
  /** A person waits for it: a dial, a message. */
  NORMAL(1),
  /** Nobody waits for it: a look-up, an erasure. */
  BACKGROUND(2);

  /** Greater ranks are an organization's own order, and all the same between two. */
  static final int OWN_ORDER = 10;

  private static final int LAST_PLACE = 9;

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** As it is stored; smaller goes first. */
  public int rank() {
    return rank;
  }

  /**
   * The rank of a place behind all of these.
   *
   * @param place 1 to 9
   */
  static int behind(int place) {
    if (place < 1 || place > LAST_PLACE) {
      throw new IllegalArgumentException("no place from 1 to 9: " + place);
    }
    return OWN_ORDER + place;
  }
}
