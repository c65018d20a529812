package dev.ramal.simulators.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time the stand-ins report: it starts at the real time and only ever drifts ahead of it.
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

  /** Simulated now, never before an earlier answer. */
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
