package dev.ramal.kit.lag;

/** How somebody who works something off gets on. Names are Burrow's. */
public enum LagStatus {
  /** Nothing can be said yet: the window is not full, or could not be read. */
  UNKNOWN,
  /** Nothing waits, or less does than before. */
  OK,
  /** It moves, and what waits did not get less once within the window: slow. */
  WARN,
  /** Something waited all the time, somebody is there to do it, and nothing moved. */
  STALL,
  /** The same, and nobody is there. */
  STOP;

  /** Whether a person has to look. */
  public boolean isStanding() {
    return this == STALL || this == STOP;
  }

  /** Whether it is known that nobody has to. */
  public boolean isSettled() {
    return this == OK || this == WARN;
  }
}
