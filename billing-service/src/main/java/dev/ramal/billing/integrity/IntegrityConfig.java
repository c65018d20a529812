package dev.ramal.billing.integrity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How often ledgers and what is kept of them are compared without anybody asking. */
@ConfigMapping(prefix = "ramal.billing.integrity")
public interface IntegrityConfig {
  /** Between two rounds over all organizations. */
  @WithDefault("24h")
  Duration every();

  /** After the start of a process. */
  @WithDefault("15m")
  Duration firstAfter();

  /**
   * Wait before what could not be compared is tried again; eight times as long after some tries.
   */
  @WithDefault("5m")
  Duration againAfter();

  /** Longest time of one comparison of a month, or of a ledger with its chain. */
  @WithDefault("1h")
  Duration lease();

  /**
   * Longest time of one statement: it reads a month whole. Shorter than {@code
   * ramal.database.server-silence}.
   */
  @WithDefault("60s")
  Duration statementTimeout();

  /** Months that a round looks at, the current one included; earlier ones are asked for. */
  @WithDefault("3")
  @Min(1)
  @Max(24)
  int months();
}
