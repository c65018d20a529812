package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps all that a server writes ahead, file by file, so that a base backup can be brought forward
 * to any moment after it (Postgres' continuous archiving).
 *
 * @param folder where the files go
 */
public record ArchiveWal(Path folder) {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Starts the server anew, as it must be for that. */
  public void switchOn(PostgresServer server) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SandboxFailure("Cannot work in " + folder + ": " + e.getMessage(), e);
    }
    new Superuser(server.address())
        .execute(
            "alter system set archive_mode = 'on'",
            "alter system set archive_command = " + Superuser.quoted(command()),
            "alter system set archive_timeout = '10s'");
    server.stop();
    server.start();
  }

  /** No file is there before it is whole. */
  String command() {
    String file = "\"" + folder + "/%f\"";
    String part = "\"" + folder + "/%f.part\"";
    return "test ! -f " + file + " && cp \"%p\" " + part + " && mv " + part + " " + file;
  }

  /** How a server that is being restored gets a file back. */
  String restoreCommand() {
    return "cp \"" + folder + "/%f\" \"%p\"";
  }

  /** Returns when all that was written until now is in the archive. */
  void complete(PostgresServer server) {
    Superuser superuser = new Superuser(server.address());
    String file = superuser.ask("select pg_walfile_name(pg_current_wal_lsn())");
    superuser.ask("select pg_switch_wal()::text");
    if (!Waiting.until(() -> Files.exists(folder.resolve(file)), LOOK, PATIENCE)) {
      throw new SandboxFailure(file + " has not come into the archive " + folder);
    }
  }
}
