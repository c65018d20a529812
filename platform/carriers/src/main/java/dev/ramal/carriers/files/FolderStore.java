package dev.ramal.carriers.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps files in a folder of this machine: the sandbox, tests, a mounted volume. */
class FolderStore implements FileStore {
  private final Path root;

  FolderStore(Path folder) {
    this.root = folder.toAbsolutePath().normalize();
  }

  @Override
  public void put(Path file, String key, String contentType) throws IOException {
    Path target = at(key);
    Files.createDirectories(target.getParent());
    Path beside = partOf(target);
    Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
    Files.deleteIfExists(partOf(file));
  }

  private static Path partOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private Path at(String key) {
    Path path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("a key stays inside the store");
    }
    return path;
  }
}
