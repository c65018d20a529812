package dev.ramal.billing.exports;

import dev.ramal.billing.exports.Export.Kept;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.carriers.files.FileArchive;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/**
 * Writes a month as a file and keeps it in the store: page by page onto this machine, then as a
 * whole where all replicas find it. Memory is the same for ten lines and for ten million.
 *
 * <p>Failure policy: what was kept and is never told of stays in the store; a digest stands in its
 * key, so that it takes no other file's place.
 */
@ApplicationScoped
public class KeepExport {
  private final ReadTransactions reads;
  private final ExportRepository exports;
  private final WriteFile writeFile;
  private final FileArchive archive;
  private final Vertx vertx;
  private final Clock clock;

  KeepExport(
      ReadTransactions reads,
      ExportRepository exports,
      WriteFile writeFile,
      FileArchive archive,
      Vertx vertx,
      Clock clock) {
    this.reads = reads;
    this.exports = exports;
    this.writeFile = writeFile;
    this.archive = archive;
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * What is to be kept.
   *
   * @param monthlyExport to which it will belong
   * @param snapshot which entries of the ledger belong to it
   * @param most bytes
   */
  public record Wanted(
      TenantId tenant,
      UUID monthlyExport,
      Terms terms,
      String snapshot,
      ExportFormat format,
      String requestedBy,
      long most) {}

  /**
   * A file that lies in the store.
   *
   * @param name under which it is offered
   * @param sums of its columns
   * @param ofLedger the same of those lines that are entries of the ledger
   */
  public record KeptFile(Export export, String name, FileSums sums, FileSums ofLedger) {}

  /** Keeps one format; the export itself is still to be stored. */
  public Uni<KeptFile> keep(Wanted wanted) {
    StatementCalculator calculator = new StatementCalculator(wanted.terms());
    ExportLines lines =
        ExportLines.of(wanted.terms().month(), wanted.format(), wanted.format().usualHeadings());
    Multi<byte[]> file =
        writeFile.write(wanted.tenant(), wanted.terms(), wanted.snapshot(), calculator, lines);
    String name = wanted.format().fileName(wanted.tenant(), wanted.terms().month());
    return reads
        .read(wanted.tenant(), connection -> exports.madeWith(connection, ExportLines.LAYOUT))
        .chain(
            madeWith ->
                kept(wanted, file, name)
                    .map(
                        kept ->
                            new KeptFile(
                                export(wanted, lines, calculator.statement(), kept, madeWith),
                                name,
                                lines.sums(),
                                lines.ofLedger())));
  }

  /**
   * Keeps a document of few bytes beside the files.
   *
   * @return its key
   */
  public Uni<String> keep(
      TenantId tenant, UUID monthlyExport, String month, String name, byte[] document) {
    return keep(
            Multi.createFrom().item(document),
            folder(tenant, monthlyExport, month),
            name,
            "application/json",
            document.length)
        .map(FileArchive.Kept::key);
  }

  private Uni<FileArchive.Kept> kept(Wanted wanted, Multi<byte[]> file, String name) {
    String folder =
        folder(wanted.tenant(), wanted.monthlyExport(), wanted.terms().month().toString());
    return keep(file, folder, name, wanted.format().mediaType(), wanted.most());
  }

  private Uni<FileArchive.Kept> keep(
      Multi<byte[]> file, String folder, String name, String mediaType, long most) {
    return archive
        .newFile()
        .chain(
            path ->
                written(file, path)
                    .chain(
                        () ->
                            archive.keep(
                                path,
                                sha256 ->
                                    "%s/%s/%s".formatted(folder, sha256.substring(0, 16), name),
                                mediaType,
                                most))
                    .eventually(() -> archive.forget(path)));
  }

  private static String folder(TenantId tenant, UUID monthlyExport, String month) {
    return "%s/exports/%s/%s".formatted(tenant, month, monthlyExport);
  }

  private Uni<Void> written(Multi<byte[]> file, Path path) {
    return vertx
        .fileSystem()
        .open(path.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
        .chain(
            open ->
                file.onItem()
                    .transformToUniAndConcatenate(
                        chunk -> open.write(Buffer.buffer(chunk)).replaceWithVoid())
                    .onItem()
                    .ignoreAsUni()
                    .eventually(() -> open.close()));
  }

  private Export export(
      Wanted wanted,
      ExportLines lines,
      Statement statement,
      FileArchive.Kept kept,
      String madeWith) {
    return new Export(
        UuidV7.next(),
        wanted.terms().month(),
        wanted.format(),
        wanted.format().usualHeadings(),
        wanted.terms().fixed(),
        wanted.snapshot(),
        madeWith,
        lines.rows(),
        kept.bytes(),
        kept.sha256(),
        statement.cost(),
        statement.total(),
        wanted.requestedBy(),
        clock.instant(),
        new Kept(wanted.monthlyExport(), kept.key()));
  }
}
