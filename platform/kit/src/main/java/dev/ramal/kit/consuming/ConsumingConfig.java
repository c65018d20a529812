package dev.ramal.kit.consuming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/** How consumers work. */
@ConfigMapping(prefix = "ramal.consuming")
interface ConsumingConfig {
  /** Most records that are applied together. */
  @WithDefault("100")
  int batch();

  /** How many organizations' records are applied at the same time. */
  @WithDefault("4")
  int concurrency();

  /** How many sets of a channel are at work at the same time, each with keys of its own. */
  @WithDefault("4")
  int lanes();

  /**
   * The same of a bulk channel. A flood takes this part of a process and no more, however long it
   * is: with four lanes beside it a fifth of the sets that are at work.
   */
  @WithDefault("1")
  @Positive
  int bulkLanes();

  /** Most records of a set of a bulk channel while others have work for this process. */
  @WithDefault("100")
  @Positive
  int bulkSet();

  /**
   * For how many times as long as its last set took a lane of a bulk channel rests while others
   * have work for this process: with 2 a flood is at work a third of the time. 0: it never rests.
   */
  @WithDefault("2")
  @PositiveOrZero
  double bulkRest();

  /** Most records of a set. */
  @WithDefault("500")
  int largestSet();

  /** Longest wait between two attempts while the database is away. */
  @WithDefault("10s")
  Duration outageWait();
}
