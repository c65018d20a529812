package dev.ramal.sandbox.images;

import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of files on their way into an image. */
final class FileTree {
  /**
   * When every file of an image was changed, the first second of 1970 but one: the same files make
   * the same layers, and a JVM takes classes from an archive only for jars that are as old as those
   * it was made with.
   */
  static final Instant CHANGED = Instant.ofEpochSecond(1);

  private FileTree() {}

  /** A copy, with {@link #CHANGED} as its time. What was there before is gone. */
  static void copy(Path source, Path target) {
    delete(target);
    try {
      for (Path file : all(source)) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
          age(copy);
        }
      }
    } catch (IOException e) {
      throw new SandboxFailure("Cannot copy " + source + " to " + target + ": " + e, e);
    }
  }

  /** Gives every file of a folder the time that it will have in the image. */
  static void ageAll(Path folder) {
    all(folder).stream().filter(Files::isRegularFile).forEach(FileTree::age);
  }

  static void age(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(CHANGED));
    } catch (IOException e) {
      throw new SandboxFailure("Cannot set the time of " + file + ": " + e.getMessage(), e);
    }
  }

  /** With everything in it; nothing happens where nothing is. */
  static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      for (Path file : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SandboxFailure("Cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The folder itself and all below it, in the order of their names. */
  static List<Path> all(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new SandboxFailure("Cannot read " + folder + ": " + e.getMessage(), e);
    }
  }
}
