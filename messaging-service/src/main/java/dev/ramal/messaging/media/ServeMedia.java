package dev.ramal.messaging.media;

import dev.ramal.carriers.files.ByteRange;
import dev.ramal.carriers.files.FileArchive;
import dev.ramal.carriers.files.ServedFile;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.MessageProblems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of a message as an answer. Nothing of it runs in a browser: strangers sent it. */
@ApplicationScoped
class ServeMedia {
  private final MediaRepository media;
  private final FileArchive archive;
  private final MediaConfig config;

  ServeMedia(MediaRepository media, FileArchive archive, MediaConfig config) {
    this.media = media;
    this.archive = archive;
    this.config = config;
  }

  /** Fails with a problem that says why there is no file to give. */
  Uni<MediaFile> find(Sql sql, MediaKey key) {
    return media.find(sql, key).map(this::here);
  }

  /**
   * @param range header of the request; null when absent
   */
  Uni<Response> serve(MediaFile file, int position, String range) {
    return archive
        .open(file.storedObject())
        .onFailure(NoSuchFileException.class)
        .transform(gone -> MessageProblems.mediaGone().exception())
        .map(path -> answer(file, path, position, range));
  }

  private MediaFile here(MediaFile file) {
    if (file == null) {
      throw MessageProblems.noSuchMedia().exception();
    }
    return switch (file.state()) {
      case STORED -> file;
      case PENDING -> throw MessageProblems.mediaNotHereYet().exception();
      case LOST -> throw MessageProblems.mediaLost().exception();
      case ELSEWHERE -> throw MessageProblems.mediaElsewhere().exception();
      case PAGE -> throw MessageProblems.mediaIsAPage().exception();
      case TOO_LARGE -> throw MessageProblems.mediaTooLarge(config.maxBytes()).exception();
    };
  }

  private static Response answer(MediaFile file, Path path, int position, String range) {
    try {
      return new ServedFile(path, file.bytes(), file.contentType(), file.sha256())
          .answer(range)
          .header("Content-Disposition", MediaTypes.disposition(file.contentType(), position))
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .build();
    } catch (ByteRange.OutsideFile e) {
      throw MessageProblems.noSuchRange().detail(e.getMessage()).exception();
    }
  }
}
