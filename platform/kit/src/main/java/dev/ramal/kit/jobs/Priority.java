package dev.ramal.kit.jobs;

/** What goes first among the waiting jobs of one organization. */
public enum Priority {
  /** Costs money or nerves with every second: a hang-up. */
  URGENT(0),
  /** A person waits for it: a dial, a message. */
  NORMAL(1),
  /** Nobody waits for it: a look-up, an erasure. */
  BACKGROUND(2);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** As it is stored; smaller goes first. */
  public int rank() {
    return rank;
  }
}
