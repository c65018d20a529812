package dev.ramal.billing.conditions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds where an organization has agreed nothing else. */
@ConfigMapping(prefix = "ramal.billing.conditions")
public interface ConditionsConfig {
  /** Days after a month in which its invoice is a draft. */
  @WithDefault("5")
  int graceDays();

  /** Days from the issue of an invoice until it is due. */
  @WithDefault("10")
  int paymentDays();
}
