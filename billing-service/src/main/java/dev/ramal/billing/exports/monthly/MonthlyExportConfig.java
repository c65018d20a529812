package dev.ramal.billing.exports.monthly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How monthly exports are produced. */
@ConfigMapping(prefix = "ramal.billing.monthly-exports")
public interface MonthlyExportConfig {
  /**
   * How long one process has for all files of a month. When it dies meanwhile another begins anew
   * after that time.
   */
  @WithDefault("30m")
  Duration lease();

  /** Wait before what failed is tried again; doubles up to an hour. */
  @WithDefault("5s")
  Duration firstPause();

  /** After so many failures people are told; it is tried on. */
  @WithDefault("3")
  int alertAfter();

  /** Months that one process writes at once. */
  @WithDefault("2")
  int concurrency();

  /** Bytes of a file at most. A store that speaks S3 takes 5 GiB at once. */
  @WithDefault("5000000000")
  long maxBytes();
}
