package dev.ramal.carriers.files;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps files under keys. Blocks: call it from a worker. */
public interface FileStore {

  /**
   * Keeps a file; the same key again replaces it.
   *
   * @param file is moved or copied; the caller forgets it
   */
  void put(Path file, String key, String contentType) throws IOException;

  /**
   * The file of a key on this machine, for reading at once.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  Path open(String key) throws IOException;

  /** Erases a key; one that is not there is erased. */
  void erase(String key) throws IOException;
}
