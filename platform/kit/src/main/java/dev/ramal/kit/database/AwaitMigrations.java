package dev.ramal.kit.database;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.logging.Logger;

/**
 * Where somebody else migrates, a job before the replicas ({@code quarkus.flyway.migrate-at-start}
 * is false), does not start before everything that this version brings was applied: it would answer
 * 500 on tables of the version before, and call itself ready.
 *
 * <p>Failure policy: whatever keeps it from looking, a database that is away or a role that may not
 * read the history yet, is waited for like a migration that is missing; then the start fails and
 * says what is missing.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class AwaitMigrations {
  private static final Logger LOG = Logger.getLogger(AwaitMigrations.class);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Instance<Flyway> flyway;
  private final DatabaseConfig database;
  private final Config config;

  AwaitMigrations(Instance<Flyway> flyway, DatabaseConfig database, Config config) {
    this.flyway = flyway;
    this.database = database;
    this.config = config;
  }

  /** Before anything opens a connection of its own. */
  void atStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 200) StartupEvent ignored) {
    boolean migrated =
        config.getOptionalValue("quarkus.flyway.migrate-at-start", Boolean.class).orElse(false);
    if (!migrated) {
      await(flyway.get(), database.migrationPatience());
    }
  }

  /**
   * @throws IllegalStateException when something is missing still after that time
   */
  static void await(Flyway flyway, Duration patience) {
    String told = "";
    Duration waited = Duration.ZERO;
    for (Optional<String> missing = missing(flyway);
        missing.isPresent();
        missing = missing(flyway)) {
      if (waited.compareTo(patience) >= 0) {
        throw new IllegalStateException(
            "The database is not migrated, and this process does not migrate"
                + " (quarkus.flyway.migrate-at-start is false): "
                + missing.get());
      }
      if (!missing.get().equals(told)) {
        told = missing.get();
        LOG.infof("waits for migrations: %s", told);
      }
      LockSupport.parkNanos(POLL.toNanos());
      waited = waited.plus(POLL);
    }
  }

  /** What was not applied yet, or why that cannot be seen. */
  static Optional<String> missing(Flyway flyway) {
    try {
      MigrationInfo[] pending = flyway.info().pending();
      return Optional.of(
              Arrays.stream(pending)
                  .map(MigrationInfo::getScript)
                  .collect(Collectors.joining(", ")))
          .filter(scripts -> !scripts.isEmpty());
    } catch (FlywayException e) {
      return Optional.of(e.getMessage().strip().lines().findFirst().orElse("no answer"));
    }
  }
}
