package dev.ramal.testkit.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Postgres 18 from zonky's binaries, as a child process. Data stays in its folder. */
public final class EmbeddedPostgresServer implements PostgresServer {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private EmbeddedPostgres postgres;

  public EmbeddedPostgresServer(Path folder) {
    this.folder = folder;
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(folder);
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(FreePort.next())
              .setPGStartupWait(LIMIT)
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new ServerFailure(name() + " did not start; see " + log(), e);
    }
  }

  @Override
  public void stop() {
    if (postgres == null) {
      return;
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new ServerFailure(name() + " did not stop; see " + log(), e);
    }
  }

  @Override
  public PostgresAddress address() {
    return new PostgresAddress("localhost", postgres.getPort(), "postgres", "postgres");
  }

  @Override
  public long pid() {
    try (var lines = Files.lines(data().resolve("postmaster.pid"))) {
      return Long.parseLong(lines.findFirst().orElse("0").trim());
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public Path log() {
    return folder.resolve("postgres.log");
  }

  private Path data() {
    return folder.resolve("data");
  }
}
