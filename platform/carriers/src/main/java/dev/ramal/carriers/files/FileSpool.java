package dev.ramal.carriers.files;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Files that lie on this machine for minutes: on their way into the store, and copies of what was
 * read lately. Blocks: call it from a worker.
 *
 * <p>Failure policy: an erased file must not live on here. Copies are erased with it where it was
 * erased, by age everywhere else, and what a dead process left behind at the next start: the folder
 * has one name for that reason, and belongs to one process at a time.
 */
@ApplicationScoped
@IfBuildProperty(name = "ramal.keeps-files", stringValue = "true")
public class FileSpool {
  private static final Logger LOG = Logger.getLogger(FileSpool.class);

  /** After the last time it was asked for. */
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private static final String COPY = "copy_";

  /** From being asked for to being opened. */
  private static final Duration IN_USE = Duration.ofMinutes(1);

  private final Path folder;
  private final long most;
  private final Clock clock;

  @Inject
  FileSpool(StorageConfig config, Clock clock) {
    this(config.nearby(), config.nearbyBytes(), clock);
  }

  /**
   * @param most bytes that copies may take
   */
  public FileSpool(Path folder, long most, Clock clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.most = most;
    this.clock = clock;
  }

  void start(@Observes StartupEvent ignored) {
    forgetBefore(Instant.MAX);
  }

  @Scheduled(every = "1M", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forgetOld() {
    forgetBefore(clock.instant().minus(KEPT));
  }

  /** An empty file for what is about to arrive. */
  public Path newFile() throws IOException {
    openFolder();
    return Files.createTempFile(folder, "arriving", ".part");
  }

  /** Where the copy of a key lies, if there is one. */
  Path copyOf(String key) {
    return folder.resolve(COPY + key.replace('/', '_'));
  }

  /**
   * Keeps a copy for the full time from now on: it is about to be read.
   *
   * @return whether there is one
   */
  boolean keep(Path copy) {
    try {
      Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Copies go, those first that were not asked for for longest, until the others have room. What
   * was asked for just now is about to be opened and stays.
   */
  void makeRoom() {
    Instant now = clock.instant();
    List<Copy> newestFirst =
        files().stream()
            .filter(file -> file.getFileName().toString().startsWith(COPY))
            .map(FileSpool::copy)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Copy::asked).reversed())
            .toList();
    long taken = 0;
    for (Copy copy : newestFirst) {
      taken += copy.bytes();
      if (taken > most && copy.asked().isBefore(now.minus(IN_USE))) {
        delete(copy.path());
      }
    }
  }

  private record Copy(Path path, Instant asked, long bytes) {}

  /** Empty when it is gone meanwhile. */
  private static Optional<Copy> copy(Path path) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(new Copy(path, found.lastModifiedTime().toInstant(), found.size()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warnf("a file stays in %s: %s", folder, e);
    }
  }

  /** A name for a copy that is still being written; nothing lies there yet. */
  Path beside(Path copy) throws IOException {
    openFolder();
    return copy.resolveSibling("arriving" + UUID.randomUUID() + ".part");
  }

  /** For nobody else on this machine; fails when the folder is somebody else's. */
  private void openFolder() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, OURS_ALONE);
  }

  private void forgetBefore(Instant limit) {
    for (Path file : files()) {
      try {
        FileTime written = Files.getLastModifiedTime(file);
        if (written.toInstant().isBefore(limit)) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        LOG.warnf("a file stays in %s: %s", folder, e);
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      LOG.warnf("the folder %s cannot be read: %s", folder, e);
      return List.of();
    }
  }
}
