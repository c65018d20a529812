package dev.ramal.simulators.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time the stand-ins report. It is the real time, except that it runs ahead while scripted
 * steps are pending; once nothing is going on it falls back to the real time, so that the lead
 * never adds up over a long day and callers may compare times with their own clock.
 *
 * <p>While a scripted step runs, {@link #now()} is exactly the instant the step was due, so that a
 * conversation scripted to last 37 s is reported as 37 s however late the timer fired. Signatures
 * must not use this clock: receivers compare their timestamps with real time.
 */
public final class SimulatedClock {
  private Instant anchor = Instant.now();
  private long anchorNanos = System.nanoTime();
  private double speed = 1;
  private Instant step;

  /** Simulated now; never before an earlier answer while anything is going on. */
  public synchronized Instant now() {
    return step != null ? step : flowing();
  }

  synchronized void speed(double simulatedSecondsPerSecond) {
    if (simulatedSecondsPerSecond == speed) {
      return;
    }
    anchorAt(flowing());
    speed = simulatedSecondsPerSecond;
  }

  synchronized double speed() {
    return speed;
  }

  synchronized void jumpTo(Instant instant) {
    if (instant.isAfter(flowing())) {
      anchorAt(instant);
    }
  }

  /** Gives up the lead over real time, but not further back than the floor (null for none). */
  synchronized void fallBack(Instant floor) {
    Instant real = Instant.now();
    Instant target = floor != null && floor.isAfter(real) ? floor : real;
    if (step == null && target.isBefore(flowing())) {
      anchorAt(target);
    }
  }

  void during(Instant due, Runnable action) {
    synchronized (this) {
      step = due;
    }
    try {
      action.run();
    } finally {
      synchronized (this) {
        step = null;
      }
      jumpTo(due);
    }
  }

  private Instant flowing() {
    long elapsed = System.nanoTime() - anchorNanos;
    return anchor.plus(Duration.ofNanos((long) (elapsed * speed)));
  }

  private void anchorAt(Instant instant) {
    anchor = instant;
    anchorNanos = System.nanoTime();
  }
}
