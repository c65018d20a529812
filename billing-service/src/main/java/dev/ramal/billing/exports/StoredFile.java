package dev.ramal.billing.exports;

import dev.ramal.carriers.files.FileArchive;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of exports in the store. */
@ApplicationScoped
class StoredFile {
  private final FileArchive archive;
  private final Vertx vertx;

  StoredFile(FileArchive archive, Vertx vertx) {
    this.archive = archive;
    this.vertx = vertx;
  }

  /**
   * Where the file lies on this machine, to be read at once.
   *
   * @return empty for an export that keeps none, and for one whose file is gone
   */
  Uni<Optional<Path>> find(Export export) {
    if (export.kept() == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return archive
        .open(export.kept().key())
        .map(Optional::of)
        .onFailure(NoSuchFileException.class)
        .recoverWithItem(Optional.empty());
  }

  /** In pieces, as fast as they are taken. */
  Multi<byte[]> read(Path path) {
    return vertx
        .fileSystem()
        .open(path.toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
        .onItem()
        .transformToMulti(
            file ->
                file.toMulti()
                    .map(piece -> piece.getBytes())
                    .onTermination()
                    .call(() -> file.close()));
  }
}
