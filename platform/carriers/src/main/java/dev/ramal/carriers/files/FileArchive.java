package dev.ramal.carriers.files;

import dev.ramal.carriers.files.FetchFile.FileNotFetched;
import dev.ramal.carriers.files.FetchFile.FileTooLarge;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** The store as the use cases see it: on workers, because files and object stores block. */
@ApplicationScoped
@IfBuildProperty(name = "ramal.keeps-files", stringValue = "true")
public class FileArchive {
  private final FileStore store;
  private final FileSpool spool;

  FileArchive(FileStore store, FileSpool spool) {
    this.store = store;
    this.spool = spool;
  }

  /**
   * What lies in the store.
   *
   * @param sha256 in hexadecimal
   */
  public record Kept(String key, long bytes, String sha256) {}

  /** An empty file on this machine for what is about to arrive; to be forgotten in the end. */
  public Uni<Path> newFile() {
    return onWorker(spool::newFile);
  }

  /**
   * Checks, measures and keeps a file.
   *
   * @param key by which it is kept, of its sha256
   * @param most bytes
   * @return fails with {@link FileNotFetched} when it is empty, {@link FileTooLarge} when too large
   */
  public Uni<Kept> keep(Path file, UnaryOperator<String> key, String contentType, long most) {
    return onWorker(
        () -> {
          long bytes = Files.size(file);
          if (bytes == 0) {
            throw new FileNotFetched("a file of 0 bytes");
          }
          if (bytes > most) {
            throw new FileTooLarge(most);
          }
          Kept kept = kept(file, key, bytes);
          store.put(file, kept.key(), contentType);
          return kept;
        });
  }

  /** See {@link FileStore#open}. */
  public Uni<Path> open(String key) {
    return onWorker(() -> store.open(key));
  }

  public Uni<Void> erase(Collection<String> keys) {
    return onWorker(
        () -> {
          for (String key : keys) {
            store.erase(key);
          }
          return null;
        });
  }

  public Uni<Void> forget(Path file) {
    return onWorker(
        () -> {
          Files.deleteIfExists(file);
          return null;
        });
  }

  private static Kept kept(Path file, UnaryOperator<String> key, long bytes) throws IOException {
    String sha256 = sha256(file);
    return new Kept(key.apply(sha256), bytes, sha256);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> Uni<T> onWorker(Work<T> work) {
    return Uni.createFrom()
        .<T>emitter(
            emitter -> {
              try {
                emitter.complete(work.run());
              } catch (IOException | RuntimeException e) {
                emitter.fail(e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
