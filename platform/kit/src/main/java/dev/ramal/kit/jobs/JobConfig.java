package dev.ramal.kit.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How outbound work is done in general; what differs between queues says {@link JobQueue}. */
@ConfigMapping(prefix = "ramal.jobs")
public interface JobConfig {
  /** False leaves the jobs to another process. */
  @WithDefault("true")
  boolean enabled();

  /** The safety net under notifications; also how often unknown outcomes are looked for. */
  @WithDefault("1s")
  Duration poll();

  /** How long a claim may take before the next one is tried. */
  @WithDefault("30s")
  Duration patience();

  /** Jobs that are taken before the table is vacuumed, at least. */
  @WithDefault("2000")
  int vacuumAfter();

  /** Of all jobs that are kept, the share that is taken before, 0 to 1. */
  @WithDefault("0.01")
  double vacuumShare();

  /** Least pause of an account that was too fast, whatever the other side asks for. */
  @WithDefault("1s")
  Duration shortestPause();

  /** Longest pause of an account that was too fast, whatever the other side asks for. */
  @WithDefault("5m")
  Duration longestPause();

  /**
   * How long an account that was too fast pauses.
   *
   * @param asked by the other side; null when it does not say
   */
  default Duration pause(Duration asked) {
    Duration atLeast =
        asked == null || asked.compareTo(shortestPause()) < 0 ? shortestPause() : asked;
    return atLeast.compareTo(longestPause()) > 0 ? longestPause() : atLeast;
  }

  /** How long a stop waits for what is on its way. */
  @WithDefault("10s")
  Duration stopTimeout();

  /** How long ended jobs are kept for questions; unique keys are free again afterwards. */
  @WithDefault("30d")
  Duration keepEnded();

  /** How long dead jobs wait for a person. */
  @WithDefault("180d")
  Duration keepDead();
}
