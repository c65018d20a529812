package dev.ramal.calls.recordings;

import dev.ramal.calls.recordings.storage.RecordingSpool;
import dev.ramal.calls.recordings.storage.RecordingStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/** The files of recordings, on workers because files and object stores block. */
@ApplicationScoped
class RecordingFiles {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

  private static final String MP3 = ".mp3";
  private static final String WAV = ".wav";
  private static final List<String> EXTENSIONS = List.of(MP3, WAV);

  private final RecordingStore store;
  private final RecordingSpool nearby;

  RecordingFiles(RecordingStore store, RecordingSpool nearby) {
    this.store = store;
    this.nearby = nearby;
  }

  /**
   * What lies in the store.
   *
   * @param sha256 in hexadecimal
   */
  record Kept(String key, long bytes, String sha256) {}

  Uni<Path> newFile() {
    return onWorker(nearby::newFile);
  }

  /**
   * Checks, measures and keeps a file.
   *
   * @param most bytes
   */
  Uni<Kept> keep(Path file, RecordingRow row, String contentType, long most) {
    return onWorker(
        () -> {
          long bytes = Files.size(file);
          if (bytes == 0 || bytes > most) {
            throw new FetchMedia.MediaNotFetched("a file of " + bytes + " bytes");
          }
          String sha256 = sha256(file);
          String key = key(row, extension(contentType));
          store.put(file, key, contentType);
          return new Kept(key, bytes, sha256);
        });
  }

  Uni<Path> open(String key) {
    return onWorker(() -> store.open(key));
  }

  /** Erases what the row names, and what an attempt may have kept without saying so. */
  Uni<Void> erase(RecordingRow row) {
    return onWorker(
        () -> {
          if (row.storedObject != null) {
            store.erase(row.storedObject);
          }
          for (String extension : EXTENSIONS) {
            String key = key(row, extension);
            if (!key.equals(row.storedObject)) {
              store.erase(key);
            }
          }
          return null;
        });
  }

  Uni<Void> forget(Path file) {
    return onWorker(
        () -> {
          Files.deleteIfExists(file);
          return null;
        });
  }

  /** {@code tenant/yyyy/MM/callId/recordingId.ext}: the same again when a download is repeated. */
  private static String key(RecordingRow row, String extension) {
    Instant when = row.startedAt == null ? row.recordedAt : row.startedAt;
    return row.key.tenant()
        + "/"
        + MONTH.format(when)
        + "/"
        + row.callId
        + "/"
        + row.key.id()
        + extension;
  }

  private static String extension(String contentType) {
    return contentType.equals("audio/wav") ? WAV : MP3;
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
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
