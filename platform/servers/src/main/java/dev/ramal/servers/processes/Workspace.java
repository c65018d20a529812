package dev.ramal.servers.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout we run in and its git-ignored {@code .ramal} folder. */
public final class Workspace {
  private Workspace() {}

  /**
   * System property {@code ramal.root}, else the nearest folder upwards that holds {@code .mvn}.
   */
  public static Path root() {
    String given = System.getProperty("ramal.root");
    if (given != null && !given.isBlank()) {
      return Path.of(given).toAbsolutePath().normalize();
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new ServerFailure(start + " is not inside a checkout of this project");
  }

  /** {@code .ramal/<name>}, created when missing. */
  public static Path state(String name) {
    try {
      return Files.createDirectories(root().resolve(".ramal").resolve(name));
    } catch (IOException e) {
      throw new ServerFailure("cannot create a folder under " + root().resolve(".ramal"), e);
    }
  }
}
