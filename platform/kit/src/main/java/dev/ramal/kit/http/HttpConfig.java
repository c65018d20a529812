package dev.ramal.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** What a request may be at most. */
@ConfigMapping(prefix = "ramal.http")
interface HttpConfig {
  /** Longest path with its query, in characters. */
  @WithDefault("4096")
  int maxUri();

  /** Largest body of a request. */
  @WithDefault("1M")
  MemorySize maxBody();

  /**
   * Largest body of the paths that take files, by path: such a body is read as it comes and never
   * kept whole in memory. {@code quarkus.http.limits.max-body-size} must lie above.
   */
  Map<String, MemorySize> largeBodies();
}
