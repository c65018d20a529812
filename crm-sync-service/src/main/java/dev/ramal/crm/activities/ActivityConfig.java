package dev.ramal.crm.activities;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long a note waits for what may still be told about its call. */
@ConfigMapping(prefix = "ramal.crm.activities")
interface ActivityConfig {
  /** How long a correction of a call is waited for. */
  @WithName("settle")
  @WithDefault("3S")
  Duration correctionWait();

  /** How long the recording of a call is waited for. */
  @WithDefault("10M")
  Duration recordingGrace();
}
