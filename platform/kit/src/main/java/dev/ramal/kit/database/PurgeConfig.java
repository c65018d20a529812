package dev.ramal.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the kit's tables remember. */
@ConfigMapping(prefix = "ramal.purge")
interface PurgeConfig {
  @WithDefault("1m")
  Duration every();

  /** Most rows that one transaction deletes. */
  @WithDefault("5000")
  int batch();

  /** How long applied event ids are kept; longer than any topic keeps its records. */
  @WithDefault("31d")
  Duration keepInbox();

  /** How long answers are kept for requests that come again. */
  @WithDefault("48h")
  Duration keepIdempotency();
}
