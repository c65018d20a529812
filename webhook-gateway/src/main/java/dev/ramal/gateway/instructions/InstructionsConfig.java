package dev.ramal.gateway.instructions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a caller may be kept waiting in silence. */
@ConfigMapping(prefix = "ramal.instructions")
public interface InstructionsConfig {

  /** How long call-service may think; carriers give up after 15 s, callers earlier. */
  @WithDefault("3s")
  Duration deadline();
}
