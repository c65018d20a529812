package dev.ramal.gateway.receiving;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is taken in, and how much of it. */
@ConfigMapping(prefix = "ramal.receiving")
public interface ReceivingConfig {

  /** The largest body; carriers send a few kilobytes. */
  @WithDefault("256K")
  MemorySize maxBody();

  /** Genuine callbacks per second that one organization may sustain. */
  @WithDefault("2000")
  int tenantRate();

  /** How many seconds' worth of them may come at once. */
  @WithDefault("5")
  int tenantBurstSeconds();
}
