package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A second server out of a backup and an archive, as all was just before one transaction. */
final class RestoredServer {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private RestoredServer() {}

  /**
   * Returns when it takes writes.
   *
   * @param folder of its own; must not be there
   * @param transaction the first that is left out
   */
  static PostgresServer start(Path backup, ArchiveWal archive, String transaction, Path folder) {
    Path cluster = folder.resolve("data");
    CopyCluster.copy(backup, cluster);
    try {
      Files.writeString(
          cluster.resolve("postgresql.auto.conf"),
          new RecoverySettings(archive.restoreCommand(), transaction).text());
      Files.createFile(cluster.resolve("recovery.signal"));
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write to " + cluster + ": " + e.getMessage(), e);
    }
    PostgresServer server = new EmbeddedPostgresServer(folder);
    server.start();
    Superuser superuser = new Superuser(server.address());
    boolean promoted =
        Waiting.until(
            () -> superuser.ask("select pg_is_in_recovery()::text").equals("false"),
            LOOK,
            PATIENCE);
    if (!promoted) {
      server.stop();
      throw new SandboxFailure("The backup was not brought forward in time; see " + server.log());
    }
    return server;
  }
}
