package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A copy of a server's files while it is written to, by the functions that Postgres has for whoever
 * copies by themselves (its manual, "Making a Base Backup Using the Low Level API"); what
 * pg_basebackup does, which the binaries of the sandbox do not have.
 */
final class BaseBackup {
  private BaseBackup() {}

  /**
   * Returns when the copy is whole and all that it needs is archived.
   *
   * @param server archives what it writes
   * @param to must not be there
   */
  static void take(PostgresServer server, Path to) {
    Superuser superuser = new Superuser(server.address());
    Path cluster = Path.of(superuser.ask("show data_directory"));
    try (Connection session = superuser.connect(Superuser.OWN_DATABASE);
        Statement statement = session.createStatement()) {
      statement.execute("select pg_backup_start('ramal', true)");
      CopyCluster.copy(cluster, to);
      try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
        row.next();
        Files.writeString(to.resolve("backup_label"), row.getString(1));
      }
    } catch (SQLException e) {
      throw new SandboxFailure("Postgres refused: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write to " + to + ": " + e.getMessage(), e);
    }
  }
}
