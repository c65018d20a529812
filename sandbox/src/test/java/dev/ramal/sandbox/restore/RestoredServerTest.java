package dev.ramal.sandbox.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class RestoredServerTest {
  private static final String DATABASE = "drill";
  private static final String OTHER = "other";

  @TempDir Path folder;

  /** Rows of which a commit was acknowledged. */
  private final AtomicLong written = new AtomicLong();

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  @DisplayName(
      "SBX-62 a backup that was taken under load is brought forward to just before all was lost:"
          + " each row that was acknowledged is there, and the role of the service may read it")
  void shouldBringABackupForwardToJustBeforeTheLoss() throws Exception {
    // Given
    PostgresServer server = new EmbeddedPostgresServer(folder.resolve("postgres"));
    server.start();
    PostgresServer restored = null;
    try {
      ArchiveWal archive = new ArchiveWal(folder.resolve("wal"));
      archive.switchOn(server);
      Databases databases = new Databases(server.address(), "password");
      databases.ensure(DATABASE);
      databases.ensure(OTHER);
      execute(server, "create table lines (n bigint primary key)");
      execute(server, "grant select on lines to " + Databases.app(DATABASE));
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(server));
      Awaitility.await().until(() -> written.get() > 50);
      BaseBackup.take(server, folder.resolve("backup"));
      long before = written.get();
      Awaitility.await().until(() -> written.get() > before + 50);

      // When
      String transaction = LoseDatabase.of(server.address(), DATABASE);
      writing.join();
      archive.complete(server);
      restored =
          RestoredServer.start(
              folder.resolve("backup"), archive, transaction, folder.resolve("restored"));

      // Then
      assertThat(count(restored)).as("acknowledged rows").isEqualTo(written.get());
      execute(restored, "insert into lines values (-1)");
      assertThat(count(restored)).isEqualTo(written.get() + 1);
    } finally {
      over.set(true);
      server.stop();
      if (restored != null) {
        restored.stop();
      }
    }
  }

  /** Row by row, until there is no table any more. */
  private void write(PostgresServer server) {
    try (Connection connection = new Superuser(server.address()).connect(DATABASE);
        Statement statement = connection.createStatement()) {
      while (!over.get()) {
        statement.execute("insert into lines values (" + (written.get() + 1) + ")");
        written.incrementAndGet();
      }
    } catch (SQLException lost) {
      // the table is gone
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = new Superuser(server.address()).connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(PostgresServer server) throws SQLException {
    String url = server.address().jdbcUrl(DATABASE);
    try (Connection connection =
            DriverManager.getConnection(url, Databases.app(DATABASE), "password");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from lines")) {
      row.next();
      return row.getLong(1);
    }
  }
}
