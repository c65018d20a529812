package dev.ramal.crm.delivery;

import dev.ramal.kit.time.Backoff;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How notes are written. */
@ConfigMapping(prefix = "ramal.crm.delivery")
public interface DeliveryConfig {
  /**
   * About a day in all, so that an outage of the CRM over a night costs nothing; after the last
   * step a person must look.
   */
  List<Duration> STEPS =
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

  /** How long one delivery may take, every request of it together. */
  @WithDefault("60S")
  Duration deadline();

  /** How many notes one process delivers at once, of all organizations; four of each. */
  @WithDefault("64")
  int atOnce();

  /**
   * How long a note that was sent may still turn up after we stopped waiting for the answer. Until
   * then, looking for it proves nothing.
   */
  @WithName("note-settle")
  @WithDefault("60S")
  Duration quietPeriod();

  /** How long a note waits in all; then it is a failure that a person may redrive. */
  @WithDefault("14D")
  Duration longestWait();

  /**
   * A note whose next try is farther away than this holds up no notes of later calls with the same
   * person any more: they are written before it.
   */
  @WithDefault("15M")
  Duration longestHold();

  /** How often is looked for notes that have waited too long. */
  @WithDefault("10M")
  Duration giveUpEvery();

  /** Without effect since {@code ramal.jobs.poll} says how often due work is looked for. */
  Optional<String> every();

  /** Nothing leaves in the second half of a lease; what left has become quiet when it ends. */
  default Duration lease() {
    Duration twice = deadline().multipliedBy(2);
    Duration untilQuiet = deadline().plus(quietPeriod());
    return twice.compareTo(untilQuiet) > 0 ? twice : untilQuiet;
  }

  /** Wait before a note that was not taken is tried again. */
  default Backoff backoff() {
    return Backoff.steps(STEPS);
  }

  /** Wait before a note of unknown fate is looked for. */
  default Backoff questions() {
    return Backoff.steps(STEPS.stream().map(wait -> longer(wait, quietPeriod())).toList());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
