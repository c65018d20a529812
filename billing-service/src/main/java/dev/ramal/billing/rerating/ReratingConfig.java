package dev.ramal.billing.rerating;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;

/** How much of a month is rated again by one request. */
@ConfigMapping(prefix = "ramal.billing.rerating")
interface ReratingConfig {
  /** Uses of one transaction: all that post for the organization wait for it. */
  @WithDefault("500")
  @Positive
  int set();

  /** Uses of one request; of more it says that there are more. */
  @WithDefault("100000")
  @Positive
  int atOnce();
}
