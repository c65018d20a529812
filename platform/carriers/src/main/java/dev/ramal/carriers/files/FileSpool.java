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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Copies go, those first that were not read for longest, until the others have room. */
  void makeRoom(Path newest) throws IOException {
    Map<Path, FileTime> read = new HashMap<>();
    long taken = 0;
    for (Path copy : files()) {
      if (copy.getFileName().toString().startsWith(COPY) && !copy.equals(newest)) {
        read.put(copy, Files.getLastModifiedTime(copy));
        taken += Files.size(copy);
      }
    }
    long room = most - Files.size(newest);
    List<Path> oldestFirst =
        read.keySet().stream().sorted(Comparator.comparing(read::get)).toList();
    for (Path copy : oldestFirst) {
      if (taken <= room) {
        return;
      }
      taken -= Files.size(copy);
      Files.deleteIfExists(copy);
    }
  }

  /** A name for a copy that is still being written; nothing lies there yet. */
  Path beside(Path copy) throws IOException {
    openFolder();
    return copy.resolveSibling(copy.getFileName() + "." + UUID.randomUUID());
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
