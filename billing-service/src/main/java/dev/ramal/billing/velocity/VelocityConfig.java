package dev.ramal.billing.velocity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many rules there may be, and how late what was used may become known. */
@ConfigMapping(prefix = "ramal.billing.velocity")
public interface VelocityConfig {
  /** Most rules of one organization. */
  @WithDefault("20")
  int perOrganization();

  /** What happened longer ago when it is posted is counted no more. */
  @WithDefault("48h")
  Duration lookBack();
}
