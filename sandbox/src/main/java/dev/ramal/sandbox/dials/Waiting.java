package dev.ramal.sandbox.dials;

import dev.ramal.sandbox.state.SandboxFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For what has no end of its own to wait for. */
final class Waiting {
  private static final Duration STEP = Duration.ofMillis(100);

  private Waiting() {}

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while waiting", e);
    }
  }

  /**
   * @return whether it came to hold in time
   */
  static boolean until(BooleanSupplier holds, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(STEP);
    }
    return true;
  }
}
