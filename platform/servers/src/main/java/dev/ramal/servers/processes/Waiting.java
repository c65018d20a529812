package dev.ramal.servers.processes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what tells nobody that it has come about: whoever waits looks again and again. */
public final class Waiting {
  private Waiting() {}

  /**
   * @throws ServerFailure when the thread is interrupted
   */
  public static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new ServerFailure("interrupted while waiting");
      }
    }
  }

  /**
   * Looks at once, and then again after each step.
   *
   * @return whether it came to hold in time
   * @throws ServerFailure when the thread is interrupted
   */
  public static boolean until(BooleanSupplier holds, Duration step, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(step);
    }
    return true;
  }
}
