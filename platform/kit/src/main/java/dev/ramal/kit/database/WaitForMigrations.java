package dev.ramal.kit.database;

import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway asks for its lock once a second and gives up after 50 times: a process that starts while
 * another one migrates for longer would not start.
 */
@Singleton
@Unremovable
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class WaitForMigrations implements FlywayConfigurationCustomizer {
  private final DatabaseConfig config;

  WaitForMigrations(DatabaseConfig config) {
    this.config = config;
  }

  @Override
  public void customize(FluentConfiguration flyway) {
    flyway.lockRetryCount(Math.toIntExact(config.migrationPatience().toSeconds()));
  }
}
