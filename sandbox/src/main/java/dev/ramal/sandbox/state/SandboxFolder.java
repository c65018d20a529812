package dev.ramal.sandbox.state;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** {@code .ramal/sandbox}: everything a sandbox keeps. */
public record SandboxFolder(Path path) {
  /** Of this checkout; {@code -Dramal.sandbox.folder} chooses another. */
  public static SandboxFolder ofThisCheckout() {
    String given = System.getProperty("ramal.sandbox.folder");
    return new SandboxFolder(given != null ? Path.of(given) : Workspace.state("sandbox"));
  }

  public Path status() {
    return path.resolve("status.json");
  }

  public Path secrets() {
    return path.resolve("secrets.json");
  }

  public Path data(String name) {
    return path.resolve("data").resolve(name);
  }

  public Path log(String name) {
    return path.resolve("logs").resolve(name + ".log");
  }

  /** Forgets all data and secrets. */
  public void clean() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (var paths = Files.walk(path)) {
      List<Path> children = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path child : children) {
        Files.delete(child);
      }
    } catch (IOException e) {
      throw new SandboxFailure("Cannot remove " + path + ": " + e.getMessage(), e);
    }
  }
}
