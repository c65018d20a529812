package dev.ramal.billing.tariffs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of tariffs there may be. */
@ConfigMapping(prefix = "ramal.billing.tariffs")
public interface TariffConfig {
  /** Most tariffs of one organization that hold or will hold; what has ended does not count. */
  @WithDefault("100")
  int perOrganization();

  /** Most rules of those together. */
  @WithDefault("100000")
  int rulesPerOrganization();

  /**
   * Rules that a process keeps parsed, about 220 bytes each; others are read when they are used.
   */
  @WithDefault("300000")
  int keptRules();
}
