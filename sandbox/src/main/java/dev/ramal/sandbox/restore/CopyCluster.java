package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Copies the files of a database cluster as a base backup takes them: files may change and vanish
 * meanwhile, what is written ahead makes up for that; what belongs to the running process stays.
 */
final class CopyCluster extends SimpleFileVisitor<Path> {
  /** Read last: it says from where on the files are to be brought forward. */
  private static final Path CONTROL = Path.of("global/pg_control");

  /** They are taken, and nothing of what is in them. */
  private static final Set<String> EMPTIED =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  /** The last is that of the library which starts the server. */
  private static final Set<String> OF_THE_PROCESS =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path from;
  private final Path to;

  private CopyCluster(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param to must not be there
   */
  static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      CopyCluster copy = new CopyCluster(from, to);
      Files.walkFileTree(from, copy);
      copy.take(from.resolve(CONTROL));
    } catch (IOException e) {
      throw new SandboxFailure("Cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param file or folder, below that of the cluster
   */
  static boolean isLeftOut(Path file) {
    boolean below = file.getNameCount() > 1;
    return below && EMPTIED.contains(file.getName(0).toString())
        || OF_THE_PROCESS.contains(file.toString())
        || file.getFileName().toString().startsWith("pgsql_tmp");
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Path below = from.relativize(folder);
    if (!folder.equals(from) && isLeftOut(below)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Files.createDirectory(to.resolve(below.toString()), OWNERS_ONLY);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Path below = from.relativize(file);
    if (!isLeftOut(below) && !below.equals(CONTROL)) {
      take(file);
    }
    return FileVisitResult.CONTINUE;
  }

  /** Somebody has deleted it meanwhile, and that is written ahead, too. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private void take(Path file) throws IOException {
    try {
      Files.copy(
          file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException vanished) {
      if (from.relativize(file).equals(CONTROL)) {
        throw vanished;
      }
    }
  }
}
