package dev.ramal.kit.topics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics come to be. */
@ConfigMapping(prefix = "ramal.topics")
public interface TopicsConfig {
  /** Whether those that are missing are created at start. */
  @WithDefault("true")
  boolean create();
}
