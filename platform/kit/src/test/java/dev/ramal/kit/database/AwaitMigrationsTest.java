package dev.ramal.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.RamalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner migrates elsewhere; the role that works looks on. */
@Tag(RamalServers.TAG)
class AwaitMigrationsTest {
  private static final String DATABASE = "kit_await_migrations";
  private static final Path KIT = Path.of("src/main/resources/db/kit").toAbsolutePath();

  @TempDir Path before;
  @TempDir Path own;

  private final RunningServers servers = SharedServers.get();
  private final String password = servers.secrets().get(RealmFile.DATABASE_PASSWORD);

  @BeforeEach
  void empty() throws IOException {
    new Databases(servers.postgres(), password).recreate(DATABASE);
    Files.copy(KIT.resolve("V0_0_1__kit.sql"), before.resolve("V0_0_1__kit.sql"));
    Files.writeString(own.resolve("V302__own.sql"), "create table own (id text);");
  }

  @Test
  void shouldNameWhatWasNotAppliedYet() {
    // Given
    Flyway onlooker = of(Databases.app(DATABASE), KIT, own);

    // When
    String ofNothing = AwaitMigrations.missing(onlooker).orElseThrow();
    of(Databases.owner(DATABASE), KIT).migrate();
    String ofTheService = AwaitMigrations.missing(onlooker).orElseThrow();
    of(Databases.owner(DATABASE), KIT, own).migrate();

    // Then
    assertThat(ofNothing).contains("V0_0_1__kit.sql", "V0_0_8__history.sql", "V302__own.sql");
    assertThat(ofTheService).isEqualTo("V302__own.sql");
    assertThat(AwaitMigrations.missing(onlooker)).isEmpty();
    AwaitMigrations.await(onlooker, Duration.ZERO);
  }

  @Test
  void shouldBeginWhereANewerVersionHasMigrated() {
    // Given
    of(Databases.owner(DATABASE), KIT, own).migrate();

    // Then
    assertThat(AwaitMigrations.missing(of(Databases.app(DATABASE), KIT))).isEmpty();
  }

  @Test
  void shouldWaitWhereTheHistoryCannotBeReadYet() {
    // Given: as databases are that no job has migrated
    of(Databases.owner(DATABASE), before).migrate();
    Flyway onlooker = of(Databases.app(DATABASE), KIT);

    // Then
    assertThat(AwaitMigrations.missing(onlooker)).isPresent();
    assertThatThrownBy(() -> AwaitMigrations.await(onlooker, Duration.ZERO))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("quarkus.flyway.migrate-at-start");
  }

  private Flyway of(String role, Path... folders) {
    return Flyway.configure()
        .dataSource(servers.postgres().jdbcUrl(DATABASE), role, password)
        .locations(
            List.of(folders).stream().map(folder -> "filesystem:" + folder).toArray(String[]::new))
        .outOfOrder(true)
        .placeholders(Map.of("app_role", Databases.app(DATABASE)))
        .load();
  }
}
