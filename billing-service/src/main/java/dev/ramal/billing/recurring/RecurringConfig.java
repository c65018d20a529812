package dev.ramal.billing.recurring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.YearMonth;

/** When recurring charges are metered. */
@ConfigMapping(prefix = "ramal.billing.recurring")
public interface RecurringConfig {
  /** How often is looked for numbers and days that are to be metered. */
  @WithDefault("1m")
  Duration every();

  /** Numbers that are metered in one transaction; what is more follows at once. */
  @WithDefault("500")
  int numbersAtOnce();

  /**
   * Organizations whose storage, or infrastructure, is metered in one transaction: all that post
   * for them wait for it.
   */
  @WithDefault("10")
  int organizationsAtOnce();

  /**
   * For how many days after its end a month's storage is looked at again, for events that come
   * late: less than an invoice's usual days of grace, so that it holds what came.
   */
  @WithDefault("4")
  int daysAfter();

  /**
   * The first month whose infrastructure is metered: before it nobody was, and months that are
   * closed stay as they are.
   */
  @WithDefault("2026-12")
  YearMonth infrastructureFrom();
}
