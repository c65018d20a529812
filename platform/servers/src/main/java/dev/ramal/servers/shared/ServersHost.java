package dev.ramal.servers.shared;

import dev.ramal.servers.Servers;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Main class of the process that holds the servers of a test run: it starts them, tells where they
 * are, and ends them when the process it works for has ended.
 */
public final class ServersHost {
  private ServersHost() {}

  /**
   * {@code args}: folder for data, JSON file to write, pid of the process to follow (0: until a
   * signal comes).
   */
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path file = Path.of(args[1]).toAbsolutePath();
    empty(folder);
    Map<String, String> secrets = RealmFile.secrets(Map.of());
    Servers servers = Servers.forTests(folder, secrets);
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(servers)));
    follow(Long.parseLong(args[2]), end);
    servers.start(System.out::println);
    new RunningServers(
            ProcessHandle.current().pid(),
            servers.kafka().bootstrapServers(),
            servers.postgres().address(),
            servers.keycloak().url(),
            secrets)
        .write(file);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file)));
    end.await();
    System.exit(0);
  }

  private static void end(Servers servers) {
    ChildProcess.startNoMore();
    servers.stop();
    ChildProcess.endAll(Duration.ofSeconds(10));
  }

  private static void follow(long pid, CountDownLatch end) {
    if (pid != 0) {
      ProcessHandle.of(pid)
          .ifPresentOrElse(process -> process.onExit().thenRun(end::countDown), end::countDown);
    }
  }

  private static void empty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .filter(path -> !path.equals(folder))
          .forEach(ServersHost::delete);
    } catch (IOException e) {
      throw new ServerFailure("cannot empty " + folder, e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      System.out.println("left behind: " + path);
    }
  }
}
