package dev.ramal.testkit;

import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.SharedServers;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of its own as a version before left it, for tests of migrations of the module they run
 * in. It is migrated by its owner, as a service does it, so row-level security holds for what a
 * migration reads and writes.
 */
public final class SchemaBefore implements BeforeEachCallback, AfterEachCallback {
  private final String name;
  private final String version;

  private SchemaBefore(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /**
   * @param name of the database; there is no other test with it
   * @param version of the last migration that is applied when a test begins
   */
  public static SchemaBefore of(String name, String version) {
    return new SchemaBefore(name, version);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    recreate();
  }

  /** Empty, and as the version left it. */
  public void recreate() {
    new Databases(SharedServers.get().postgres(), password()).recreate(name);
    migrate(version);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Postgres.database("postgres").execute("drop database if exists " + name + " with (force)");
  }

  /** Of a superuser. */
  public Postgres database() {
    return Postgres.database(name);
  }

  /**
   * @param target version, or {@code latest}
   */
  public void migrate(String target) {
    Flyway.configure()
        .dataSource(SharedServers.get().postgres().jdbcUrl(name), Databases.owner(name), password())
        .locations(
            "filesystem:../platform/kit/src/main/resources/db/kit",
            "filesystem:src/main/resources/db/migration")
        .outOfOrder(true)
        .placeholders(Map.of("app_role", Databases.app(name)))
        .target(target)
        .load()
        .migrate();
  }

  private static String password() {
    return SharedServers.get().secrets().get(RealmFile.DATABASE_PASSWORD);
  }
}
