package dev.ramal.simulators.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of machine-readable facts beside the project, when it is there. */
final class Contracts {
  private static final Path FOLDER = find();

  private Contracts() {}

  static boolean present() {
    return FOLDER != null;
  }

  static JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path find() {
    String root = System.getProperty("ramal.root");
    for (Path at = Path.of(root == null ? "." : root).toAbsolutePath().normalize();
        at != null;
        at = at.getParent()) {
      Path folder = at.resolveSibling("shared").resolve("contracts");
      if (at.getParent() != null && Files.isDirectory(folder)) {
        return folder;
      }
    }
    return null;
  }
}
