package dev.ramal.billing.budgets;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many budgets there may be, and how months of theirs end. */
@ConfigMapping(prefix = "ramal.billing.budgets")
public interface BudgetConfig {
  /** Most budgets of one organization at a time. */
  @WithDefault("100")
  int perOrganization();

  /** How often it is looked whether a month is over. */
  @WithDefault("1m")
  Duration endMonthsEvery();

  /** Most marks of budgets that are ended with one transaction. */
  @WithDefault("500")
  int endAtOnce();
}
