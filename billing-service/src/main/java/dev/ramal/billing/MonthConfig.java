package dev.ramal.billing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.YearMonth;

/** Which months there are to ask for. */
@ConfigMapping(prefix = "ramal.billing.months")
public interface MonthConfig {
  /** The first one: that of the first tariff. */
  @WithDefault("2024-01")
  YearMonth first();

  /** How many after the current one. */
  @WithDefault("24")
  int ahead();
}
