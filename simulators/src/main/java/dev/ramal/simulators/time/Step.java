package dev.ramal.simulators.time;

import java.time.Instant;

/** One scripted thing that will happen at a simulated instant, unless it is cancelled before. */
public final class Step implements Comparable<Step> {
  final Instant due;
  final boolean background;
  final Runnable action;
  private final long order;
  private final Schedule schedule;

  Step(Schedule schedule, Instant due, long order, boolean background, Runnable action) {
    this.schedule = schedule;
    this.due = due;
    this.order = order;
    this.background = background;
    this.action = action;
  }

  /** Takes the step out of the schedule; nothing happens when it has already run. */
  public void cancel() {
    schedule.cancel(this);
  }

  @Override
  public int compareTo(Step other) {
    int byTime = due.compareTo(other.due);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(order);
  }
}
