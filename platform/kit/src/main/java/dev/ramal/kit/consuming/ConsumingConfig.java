package dev.ramal.kit.consuming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
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

  /** Most records of a set. */
  @WithDefault("500")
  int largestSet();

  /** Longest wait between two attempts while the database is away. */
  @WithDefault("10s")
  Duration outageWait();
}
