package dev.ramal.billing.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How carriers' files are compared. How large one may be says {@code
 * ramal.http.large-bodies."/api/billing/reconciliations"}.
 */
@ConfigMapping(prefix = "ramal.billing.reconciliation")
public interface ReconciliationConfig {
  /** Most rows of a file. */
  @WithDefault("2000000")
  int maxRows();

  /** Rows that are stored with one statement. */
  @WithDefault("5000")
  int batch();

  /** Connections that only reconciliations use: so many are compared at the same time. */
  @WithDefault("2")
  int connections();

  /** Longest time of one statement; shorter than {@code ramal.database.server-silence}. */
  @WithDefault("100s")
  Duration statementTimeout();

  /** Memory that Postgres may take for one step of a comparison before it takes disk, in MB. */
  @WithDefault("64")
  int workMemory();

  /** Where a file lies while it is read; the folder of the system for temporary files if absent. */
  Optional<Path> folder();

  /** What holds where a request states nothing else. */
  Tolerance tolerance();

  /** See {@link Tolerances}. */
  interface Tolerance {
    @WithDefault("1")
    int seconds();

    @WithDefault("0.0001")
    BigDecimal price();

    @WithDefault("0")
    BigDecimal pricePercent();

    @WithDefault("10")
    BigDecimal estimatePercent();

    @WithDefault("0")
    BigDecimal currencyPercent();

    @WithDefault("90s")
    Duration pairing();

    @WithDefault("5m")
    Duration edge();
  }

  /** The tolerances of a request that states none. */
  static Tolerances usual(ReconciliationConfig config) {
    Tolerance given = config.tolerance();
    return new Tolerances(
        given.seconds(),
        given.price(),
        given.pricePercent(),
        given.estimatePercent(),
        given.currencyPercent(),
        Math.toIntExact(given.pairing().toSeconds()),
        Math.toIntExact(given.edge().toMinutes()));
  }
}
