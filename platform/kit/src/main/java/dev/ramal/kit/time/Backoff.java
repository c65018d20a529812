package dev.ramal.kit.time;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait after a failed attempt. */
@FunctionalInterface
public interface Backoff {
  /**
   * @param failures attempts that failed so far, from 1; less counts as 1
   */
  Duration after(int failures);

  /** Doubles with each failure, up to the longest. */
  static Backoff doubling(Duration first, Duration longest) {
    return failures -> {
      Duration wait = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
      return wait.compareTo(longest) > 0 ? longest : wait;
    };
  }

  /** One wait after another; the last one again and again. */
  static Backoff steps(List<Duration> waits) {
    return failures -> waits.get(Math.min(Math.max(failures, 1), waits.size()) - 1);
  }

  /**
   * Up to a quarter longer, by chance, so that what failed together does not come back together.
   */
  default Backoff withJitter(RandomGenerator chance) {
    return failures -> {
      long millis = after(failures).toMillis();
      return Duration.ofMillis(millis + (long) (millis * chance.nextDouble() / 4));
    };
  }
}
