package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints the log of one process, or the names of all. */
public final class LogsCommand implements RamalCommand {
  @Override
  public int run(List<String> arguments) {
    Map<String, Path> logs = logs(SandboxFolder.ofThisCheckout());
    if (arguments.isEmpty()) {
      logs.forEach((name, file) -> System.out.printf("%-20s %s%n", name, file));
      return 0;
    }
    Path log = logs.get(arguments.get(0));
    if (log == null) {
      throw new SandboxFailure(
          "There is no log of " + arguments.get(0) + "; there are: " + logs.keySet());
    }
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(System.out::println);
      return 0;
    } catch (IOException e) {
      throw new SandboxFailure("Cannot read " + log + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Path> logs(SandboxFolder folder) {
    Map<String, Path> logs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.path(), 4)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".log"))
          .filter(file -> file.startsWith(folder.path().resolve("logs")) || isServer(file))
          .forEach(file -> logs.put(file.getFileName().toString().replace(".log", ""), file));
      return logs;
    } catch (IOException e) {
      throw new SandboxFailure("There are no logs yet under " + folder.path() + ".", e);
    }
  }

  private static boolean isServer(Path file) {
    return List.of("kafka.log", "postgres.log", "keycloak.log")
        .contains(file.getFileName().toString());
  }
}
