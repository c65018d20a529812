package dev.ramal.servers.postgres;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.ServerFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Postgres 18 from zonky's binaries, as a child process. Data stays in its folder. */
public final class EmbeddedPostgresServer implements PostgresServer {
  /** Where {@code postmaster.pid} names the port, counted from 0. */
  private static final int PORT_LINE = 3;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;

  /** What an earlier run left behind that did not end by itself; empty: nothing. */
  private final List<String> earlier;

  private volatile EmbeddedPostgres postgres;

  /** On a free port. */
  public EmbeddedPostgresServer(Path folder) {
    this(folder, FreePort.next());
  }

  public EmbeddedPostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.earlier = postmasterFile();
  }

  @Override
  public synchronized void start() {
    ChildProcess.refuseWhileEnding(name());
    try {
      Files.createDirectories(folder);
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
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

  /** While a start is under way, waits for its end: nothing is left behind by half a start. */
  @Override
  public synchronized void stop() {
    if (postgres == null) {
      ownPostmaster().ifPresent(EmbeddedPostgresServer::end);
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
    return new PostgresAddress("localhost", port, "postgres", "postgres");
  }

  @Override
  public long pid() {
    return ownPostmaster().map(ProcessHandle::pid).orElse(0L);
  }

  @Override
  public Path log() {
    return folder.resolve("postgres.log");
  }

  /**
   * The server that listens on the port we chose. A file of an earlier run, whose id may belong to
   * anybody by now, was there before us or names another port.
   */
  private Optional<ProcessHandle> ownPostmaster() {
    List<String> lines = postmasterFile();
    return lines.size() > PORT_LINE
            && lines.get(PORT_LINE).trim().equals("" + port)
            && !lines.subList(0, PORT_LINE).equals(ofEarlierRun())
        ? ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
        : Optional.empty();
  }

  /** Its id, folder and moment of start: what no other run has. */
  private List<String> ofEarlierRun() {
    return earlier.subList(0, Math.min(PORT_LINE, earlier.size()));
  }

  private List<String> postmasterFile() {
    try {
      return Files.readAllLines(data().resolve("postmaster.pid"));
    } catch (IOException neverStarted) {
      return List.of();
    }
  }

  private static void end(ProcessHandle postmaster) {
    FastShutdown.of(postmaster);
    try {
      postmaster.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      postmaster.destroyForcibly();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }
}
