package dev.ramal.billing.invoicing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files of issued documents, as they were first sent. */
@ApplicationScoped
class FileRepository {
  private static final String FIND =
      "select encode(pdf, 'base64'), sha256 from invoice_files"
          + " where tenant = $1 and document_id = cast($2::text as uuid)";

  private static final String KEEP =
      """
      insert into invoice_files (tenant, document_id, pdf, sha256, made_at)
      values ($1, $2::text::uuid, decode($3, 'base64'), $4, $5)
      on conflict (tenant, document_id) do nothing
      """;

  Uni<Optional<KeptFile>> find(Sql sql, TenantId tenant, UUID document) {
    return sql.query(FIND, tenant.value(), document.toString())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        row ->
                            new KeptFile(
                                Base64.getMimeDecoder().decode(row.text(0)), row.text(1))));
  }

  /** Keeps a file; one that is there stays. */
  Uni<Void> keep(Sql sql, TenantId tenant, UUID document, KeptFile file, Instant at) {
    return sql.query(
            KEEP,
            Columns.of(List.of())
                .scalar(tenant.value())
                .scalar(document.toString())
                .scalar(Base64.getEncoder().encodeToString(file.pdf()))
                .scalar(file.sha256())
                .scalar(at)
                .parameters())
        .replaceWithVoid();
  }

  /** A file and its digest in hexadecimal. */
  record KeptFile(byte[] pdf, String sha256) {}
}
