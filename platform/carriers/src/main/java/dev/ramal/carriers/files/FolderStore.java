package dev.ramal.carriers.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Keeps files in a folder of this machine: the sandbox, tests, a mounted volume. */
class FolderStore implements FileStore {
  private static final String PART = ".part";

  private final Path root;

  FolderStore(Path folder) {
    this.root = folder.toAbsolutePath().normalize();
  }

  @Override
  public void put(Path file, String key, String contentType) throws IOException {
    Path target = at(key);
    Files.createDirectories(target.getParent());
    Path beside = partOf(target);
    try {
      Files.copy(file, beside);
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  @Override
  public Path open(String key) throws IOException {
    Path file = at(key);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(key);
    }
    return file;
  }

  @Override
  public void erase(String key) throws IOException {
    Path file = at(key);
    Files.deleteIfExists(file);
    if (Files.isDirectory(file.getParent())) {
      try (DirectoryStream<Path> parts =
          Files.newDirectoryStream(file.getParent(), beside -> isPart(beside, file))) {
        for (Path part : parts) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  /** Of several who keep the same key at once each has a name of its own until it is whole. */
  private static Path partOf(Path file) {
    return file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + PART);
  }

  /** What a dead process has left of a file. */
  private static boolean isPart(Path beside, Path file) {
    String name = beside.getFileName().toString();
    return name.startsWith(file.getFileName() + ".") && name.endsWith(PART);
  }

  private Path at(String key) {
    Path path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("a key stays inside the store");
    }
    return path;
  }
}
