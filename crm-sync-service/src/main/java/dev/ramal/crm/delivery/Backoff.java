package dev.ramal.crm.delivery;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait after a failed attempt. About a day in all, so that an outage of the CRM over a
 * night costs nothing; after the last step a person must look.
 */
final class Backoff {
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(8));

  private Backoff() {}

  /**
   * @param attempts attempts made so far, from 1
   */
  static Duration after(int attempts) {
    return STEPS.get(Math.min(Math.max(attempts, 1), STEPS.size()) - 1);
  }

  /** Whether no further attempt is made without a person. */
  static boolean exhausted(int attempts) {
    return attempts > STEPS.size();
  }
}
