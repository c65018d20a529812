package dev.ramal.kit.consuming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

  /** Most records of a set. */
  @WithDefault("500")
  int largestSet();

  /** Longest wait between two attempts while the database is away. */
  @WithDefault("10s")
  Duration outageWait();
}
