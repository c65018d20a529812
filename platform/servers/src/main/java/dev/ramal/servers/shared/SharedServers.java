package dev.ramal.servers.shared;

import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that the tests of one build share, one module after the other. The first test module
 * starts them in a {@link ServersHost}; later modules find them; they end with the build. Modules
 * that are tested at the same time have different ones ({@link ServersFolder}). Environment
 * variable {@code RAMAL_TEST_SERVERS} names the JSON file of servers that run already.
 */
public final class SharedServers {
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private static volatile RunningServers known;

  private SharedServers() {}

  /** Finds or starts them. */
  public static RunningServers get() {
    RunningServers servers = known;
    return servers != null ? servers : find();
  }

  private static synchronized RunningServers find() {
    if (known == null) {
      String given = System.getenv("RAMAL_TEST_SERVERS");
      known = given != null && !given.isBlank() ? given(Path.of(given)) : ofThisBuild();
    }
    return known;
  }

  /** Begins to start them for modules that come later, and does not wait. */
  public static void begin() {
    String given = System.getenv("RAMAL_TEST_SERVERS");
    if (given == null || given.isBlank()) {
      locked(
          Workspace.state("test"),
          (folder, file) ->
              Files.exists(file) || begun(folder).isPresent() ? null : start(folder, file));
    }
  }

  private static RunningServers given(Path file) {
    RunningServers servers = RunningServers.read(file);
    if (!answer(servers)) {
      throw new ServerFailure("the servers that RAMAL_TEST_SERVERS names do not answer: " + file);
    }
    return servers;
  }

  private static RunningServers ofThisBuild() {
    Path mine =
        new ServersFolder(Workspace.root().resolve(".ramal")).of(ProcessHandle.current().pid());
    return locked(
        mine,
        (folder, file) -> {
          if (Files.exists(file)) {
            RunningServers servers = RunningServers.read(file);
            if (answer(servers)) {
              return servers;
            }
            Files.delete(file);
          }
          Optional<ProcessHandle> begun = begun(folder);
          if (begun.isEmpty() || !tells(begun.get(), file)) {
            awaitStarted(start(folder, file), folder, file);
          }
          System.err.println("[servers] " + readiness(folder));
          return RunningServers.read(file);
        });
  }

  /** One process at a time. */
  private static <T> T locked(Path folder, Work<T> work) {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new ServerFailure("cannot lock " + folder);
      }
      return work.in(folder, folder.resolve("servers.json"));
    } catch (IOException e) {
      throw new ServerFailure("cannot share servers through " + folder, e);
    }
  }

  /** The process that is starting them; or, of an earlier build, ending them. */
  private static Optional<ProcessHandle> begun(Path folder) throws IOException {
    Path pid = folder.resolve("host.pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid))).filter(SharedServers::isHost)
        : Optional.empty();
  }

  private static boolean isHost(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(ServersHost.class.getName());
  }

  private static ProcessHandle start(Path folder, Path file) throws IOException {
    System.err.println("[servers] starting Kafka, Postgres and Keycloak for this build");
    ProcessHandle host =
        new ProcessBuilder(
                JavaCommand.of(
                    ServersHost.class.getName(),
                    folder,
                    List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dramal.root=" + Workspace.root()),
                    List.of(
                        folder.resolve("data").toString(), file.toString(), "" + buildProcess())))
            .redirectErrorStream(true)
            .redirectOutput(log(folder).toFile())
            .start()
            .toHandle();
    Files.writeString(folder.resolve("host.pid"), "" + host.pid());
    return host;
  }

  private static void awaitStarted(ProcessHandle host, Path folder, Path file) throws IOException {
    if (!tells(host, file)) {
      throw new ServerFailure(
          "the servers for tests did not start; "
              + log(folder)
              + " says:\n"
              + Files.readString(log(folder)));
    }
  }

  /** Waits until it has told where they are; false when it ended before, or takes too long. */
  private static boolean tells(ProcessHandle host, Path file) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file)) {
      if (ended(host) || System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  /** What took how long, of all that is in the log. */
  private static String readiness(Path folder) throws IOException {
    try (Stream<String> lines = Files.lines(log(folder))) {
      return lines.filter(line -> line.contains(" ready after ")).collect(Collectors.joining("; "));
    }
  }

  private static Path log(Path folder) {
    return folder.resolve("host.log");
  }

  private static boolean ended(ProcessHandle host) {
    try {
      host.onExit().get(200, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new ServerFailure("cannot follow the servers for tests", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while the servers for tests were starting", e);
    }
  }

  /** The Maven process above us; without one (an IDE), the process that started this JVM. */
  private static long buildProcess() {
    ProcessHandle self = ProcessHandle.current();
    for (var up = self.parent(); up.isPresent(); up = up.get().parent()) {
      if (up.get().info().commandLine().orElse("").contains(MAVEN)) {
        return up.get().pid();
      }
    }
    return self.parent().map(ProcessHandle::pid).orElse(self.pid());
  }

  private static boolean answer(RunningServers servers) {
    String[] kafka = servers.bootstrapServers().split(":");
    URI keycloak = URI.create(servers.keycloakUrl());
    return listens(kafka[0], Integer.parseInt(kafka[1]))
        && listens(servers.postgres().host(), servers.postgres().port())
        && listens(keycloak.getHost(), keycloak.getPort());
  }

  @FunctionalInterface
  private interface Work<T> {
    T in(Path folder, Path file) throws IOException;
  }

  private static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
