package dev.ramal.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.shared.RunningServers;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's database has had migrations of its own for long when the kit gains a table. */
@Tag(RamalServers.TAG)
class UpgradeTest {
  private static final String DATABASE = "kit_upgrade";
  private static final Path KIT = Path.of("src/main/resources/db/kit");

  @TempDir Path before;

  @Test
  void shouldGiveANewTableOfTheKitToDatabasesThatHaveBeenThereForLong() throws IOException {
    // Given
    RunningServers servers = SharedServers.get();
    String password = servers.secrets().get(RealmFile.DATABASE_PASSWORD);
    new Databases(servers.postgres(), password).recreate(DATABASE);
    Files.copy(KIT.resolve("V0_0_1__kit.sql"), before.resolve("V0_0_1__kit.sql"));
    Files.writeString(before.resolve("V302__own.sql"), "create table own (id text);");
    migrate(servers, password, "filesystem:" + before);

    Postgres database = Postgres.database(DATABASE);
    database.execute(
        "insert into outbox (id, tenant, topic, record_key, type, headers, payload, partition,"
            + " sent_at) select 'e' || n, 'aurora', 't', 'k', 't', '{}', '{}', 3,"
            + " case when n = 1 then now() end from generate_series(1, 3) as n");

    // When
    migrate(servers, password, "filesystem:" + before, "filesystem:" + KIT.toAbsolutePath());

    // Then
    assertThat(database.count("jobs")).isZero();
    assertThat(database.rows("select id, seq from outbox order by seq"))
        .containsExactly(Map.of("id", "e2", "seq", 2L), Map.of("id", "e3", "seq", 3L));
    database.execute(
        "insert into outbox (id, tenant, topic, record_key, type, headers, payload, partition)"
            + " values ('e4', 'aurora', 't', 'k', 't', '{}', '{}', 3)");
    assertThat(database.value("select max(seq) from outbox")).isEqualTo(4L);
  }

  /** As the kit's defaults say. */
  private static void migrate(RunningServers servers, String password, String... locations) {
    Config config = ConfigProvider.getConfig();
    Flyway.configure()
        .dataSource(servers.postgres().jdbcUrl(DATABASE), Databases.owner(DATABASE), password)
        .locations(locations)
        .outOfOrder(config.getValue("quarkus.flyway.out-of-order", Boolean.class))
        .placeholders(Map.of("app_role", Databases.app(DATABASE)))
        .load()
        .migrate();
  }
}
