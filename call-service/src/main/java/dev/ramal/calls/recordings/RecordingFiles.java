package dev.ramal.calls.recordings;

import dev.ramal.carriers.files.FileArchive;
import dev.ramal.carriers.files.FileArchive.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Stream;

/** Under which keys the files of recordings lie. */
@ApplicationScoped
class RecordingFiles {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy/MM").withZone(ZoneOffset.UTC);

  private static final String MP3 = ".mp3";
  private static final String WAV = ".wav";

  private final FileArchive archive;

  RecordingFiles(FileArchive archive) {
    this.archive = archive;
  }

  Uni<Path> newFile() {
    return archive.newFile();
  }

  /**
   * Checks, measures and keeps a file.
   *
   * @param most bytes
   */
  Uni<Kept> keep(Path file, RecordingRow row, String contentType, long most) {
    String extension = contentType.equals("audio/wav") ? WAV : MP3;
    return archive.keep(file, sha256 -> key(row, extension), contentType, most);
  }

  Uni<Path> open(String key) {
    return archive.open(key);
  }

  /** Erases what the row names, and what an attempt may have kept without saying so. */
  Uni<Void> erase(RecordingRow row) {
    return archive.erase(
        Stream.of(row.storedObject, key(row, MP3), key(row, WAV))
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }

  Uni<Void> forget(Path file) {
    return archive.forget(file);
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
}
