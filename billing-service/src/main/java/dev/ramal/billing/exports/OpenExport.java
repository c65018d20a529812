package dev.ramal.billing.exports;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.statement.FindTerms;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens an export whose file will be the one that was measured. One that was made by another
 * version of the code or in another database is measured again first, so that nobody gets half a
 * file. One that lies in the store is read from there; where it is gone from it, it is written
 * again as any other.
 */
@ApplicationScoped
class OpenExport {
  private final ReadTransactions reads;
  private final ExportRepository exports;
  private final FindTerms findTerms;
  private final PrepareExport prepareExport;
  private final WriteFile writeFile;
  private final StoredFile storedFile;

  OpenExport(
      ReadTransactions reads,
      ExportRepository exports,
      FindTerms findTerms,
      PrepareExport prepareExport,
      WriteFile writeFile,
      StoredFile storedFile) {
    this.reads = reads;
    this.exports = exports;
    this.findTerms = findTerms;
    this.prepareExport = prepareExport;
    this.writeFile = writeFile;
    this.storedFile = storedFile;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 404 when the organization has no such export,
   *     410 when it would come out otherwise
   */
  Uni<Opened> open(TenantId tenant, UUID id) {
    return reads
        .read(
            tenant,
            connection ->
                exports
                    .get(connection, id)
                    .chain(
                        export ->
                            exports
                                .madeWith(connection, export.layout())
                                .map(now -> new Found(export, now.equals(export.madeWith())))))
        .chain(
            found ->
                storedFile
                    .find(found.export())
                    .chain(
                        path ->
                            path.isPresent() || found.madeHere()
                                ? Uni.createFrom().item(new Opened(found.export(), path))
                                : measuredAgain(tenant, found.export())
                                    .map(export -> new Opened(export, path))));
  }

  Multi<byte[]> write(TenantId tenant, Opened opened) {
    Export export = opened.export();
    return opened.stored().map(storedFile::read).orElseGet(() -> written(tenant, export));
  }

  private Multi<byte[]> written(TenantId tenant, Export export) {
    return terms(tenant, export)
        .onItem()
        .transformToMulti(
            terms ->
                writeFile.write(
                    tenant,
                    terms,
                    export.snapshot(),
                    new StatementCalculator(terms),
                    ExportLines.of(export)));
  }

  private Uni<Export> measuredAgain(TenantId tenant, Export export) {
    return terms(tenant, export)
        .chain(
            terms ->
                prepareExport.measure(tenant, terms, export.snapshot(), ExportLines.of(export)))
        .map(
            measured -> {
              if (!measured.sha256().equals(export.sha256())) {
                throw BillingProblems.exportIsNoLongerTheSame();
              }
              return export;
            });
  }

  /** Before versions of discounts were kept, that of the month held. */
  private Uni<Terms> terms(TenantId tenant, Export export) {
    return export.madeWith() == null
        ? findTerms.fixed(tenant, export.month(), export.terms().plans().get(0).plan())
        : findTerms.fixed(tenant, export.month(), export.terms());
  }

  /**
   * An export whose file can be sent.
   *
   * @param stored where it lies on this machine for the moment; empty when it is to be written
   */
  record Opened(Export export, Optional<Path> stored) {}

  private record Found(Export export, boolean madeHere) {}
}
