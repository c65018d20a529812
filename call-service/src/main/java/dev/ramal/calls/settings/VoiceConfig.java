package dev.ramal.calls.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.PositiveOrZero;

/** What holds for organizations that have set nothing themselves. */
@ConfigMapping(prefix = "ramal.voice")
interface VoiceConfig {
  /** How many calls an agent may have at one time; 0 for any number. */
  @WithDefault("1")
  @PositiveOrZero
  int callsPerAgent();
}
