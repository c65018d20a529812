package dev.ramal.bench.room;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a run keeps its files: {@code .ramal/bench}. */
public final class Folders {
  private Folders() {}

  /** Of everything. */
  public static Path all() {
    return Workspace.state("bench");
  }

  /** An empty folder; what an earlier run left there is gone. */
  public static Path empty(String name) {
    Path folder = all().resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }
}
