package dev.ramal.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a request may be at most. */
@ConfigMapping(prefix = "ramal.http")
interface HttpConfig {
  /** Longest path with its query, in characters. */
  @WithDefault("4096")
  int maxUri();

  /** Largest body of a request. */
  @WithDefault("1M")
  MemorySize maxBody();
}
