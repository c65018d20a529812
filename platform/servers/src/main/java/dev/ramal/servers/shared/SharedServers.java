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
import java.util.concurrent.TimeUnit;

/**
 * The servers that all tests of one build share. The first test module starts them in a {@link
 * ServersHost}; later modules find them; they end with the build. Environment variable {@code
 * RAMAL_TEST_SERVERS} names the JSON file of servers that run already.
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

  private static RunningServers given(Path file) {
    RunningServers servers = RunningServers.read(file);
    if (!answer(servers)) {
      throw new ServerFailure("the servers that RAMAL_TEST_SERVERS names do not answer: " + file);
    }
    return servers;
  }

  private static RunningServers ofThisBuild() {
    Path folder = Workspace.state("test");
    Path file = folder.resolve("servers.json");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && Files.exists(file)) {
        RunningServers servers = RunningServers.read(file);
        if (answer(servers)) {
          return servers;
        }
        Files.delete(file);
      }
      return start(folder, file);
    } catch (IOException e) {
      throw new ServerFailure("cannot share servers through " + folder, e);
    }
  }

  private static RunningServers start(Path folder, Path file) throws IOException {
    System.err.println("[servers] starting Kafka, Postgres and Keycloak for this build");
    Path log = folder.resolve("host.log");
    Process host =
        new ProcessBuilder(
                JavaCommand.of(
                    ServersHost.class.getName(),
                    folder,
                    List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dramal.root=" + Workspace.root()),
                    List.of(
                        folder.resolve("data").toString(), file.toString(), "" + buildProcess())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file)) {
      if (ended(host) || System.nanoTime() > deadline) {
        throw new ServerFailure(
            "the servers for tests did not start; " + log + " says:\n" + Files.readString(log));
      }
    }
    System.err.println("[servers] " + Files.readString(log).strip().replace("\n", "; "));
    return RunningServers.read(file);
  }

  private static boolean ended(Process host) {
    try {
      return host.waitFor(200, TimeUnit.MILLISECONDS);
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

  private static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
