package dev.ramal.billing.invoicing;

import dev.ramal.billing.invoicing.FileRepository.KeptFile;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/**
 * The PDF of an issued document. It is written when somebody first asks for it and kept: whatever
 * library, Java or layout the next one is written with, this one is the same bytes for ever. Of two
 * who ask first, both get the one that was kept.
 */
@ApplicationScoped
class OpenPdf {
  private final FileRepository files;
  private final SqlTransactions transactions;
  private final Clock clock;

  OpenPdf(FileRepository files, SqlTransactions transactions, Clock clock) {
    this.files = files;
    this.transactions = transactions;
    this.clock = clock;
  }

  Uni<KeptFile> of(TenantId tenant, PaperDocument paper) {
    return transactions
        .inTenant(tenant, sql -> files.find(sql, tenant, paper.id()))
        .chain(
            kept ->
                kept.isPresent()
                    ? Uni.createFrom().item(kept.get())
                    : written(paper).chain(file -> keep(tenant, paper, file)));
  }

  private static Uni<KeptFile> written(PaperDocument paper) {
    return Uni.createFrom()
        .item(() -> WritePdf.of(paper))
        .map(pdf -> new KeptFile(pdf, sha256(pdf)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Uni<KeptFile> keep(TenantId tenant, PaperDocument paper, KeptFile file) {
    return transactions.inTenant(
        tenant,
        sql ->
            files
                .keep(sql, tenant, paper.id(), file, clock.instant())
                .chain(() -> files.find(sql, tenant, paper.id()))
                .map(kept -> kept.orElseThrow()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
