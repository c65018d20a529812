package dev.ramal.gateway.receiving;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is taken in, and how much of it. */
@ConfigMapping(prefix = "ramal.receiving")
public interface ReceivingConfig {

  /** The largest body; carriers send a few kilobytes. */
  @WithDefault("256K")
  MemorySize maxBody();

  /**
   * For how long after its last change a connection that is switched off takes what calls and
   * messages under way still have to say.
   */
  @WithDefault("P7D")
  Duration afterSwitchingOff();

  /** Genuine callbacks per second that one organization may sustain. */
  @WithDefault("2000")
  int tenantRate();

  /** How many seconds' worth of them may come at once. */
  @WithDefault("5")
  int tenantBurstSeconds();
}
