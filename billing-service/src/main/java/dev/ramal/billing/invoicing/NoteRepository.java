package dev.ramal.billing.invoicing;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes, and up to when invoices were compared with their months. */
@ApplicationScoped
class NoteRepository {
  private static final String COLUMNS =
      "select cast(id as text), tenant, cast(invoice_id as text), ordinal, kind, number,"
          + " cast(document as text), issued_at, issued_by from invoice_notes where tenant = $1";

  private static final String OF =
      COLUMNS + " and invoice_id = any(cast($2::text[] as uuid[])) order by invoice_id, ordinal";

  private static final String FIND = COLUMNS + " and id = cast($2::text as uuid)";

  private static final String ADD =
      """
      insert into invoice_notes
        (tenant, id, invoice_id, ordinal, kind, number, document, issued_at, issued_by,
         document_sha256)
      values ($1, $2::text::uuid, $3::text::uuid, $4, $5, $6, $7::text::jsonb, $8, $9,
        sha256(convert_to($7::text::jsonb::text, 'UTF8')))
      """;

  private static final String REVIEWED =
      """
      insert into invoice_reviews as kept (tenant, invoice_id, through, mark)
      select tenant, id::uuid, $3, mark
      from unnest($1::text[], $2::text[], $4::text[]) as made (tenant, id, mark)
      on conflict (tenant, invoice_id) do update
        set through = greatest(kept.through, excluded.through), mark = excluded.mark
      """;

  private static final String TO_REVIEW =
      """
      select i.tenant, i.month, cast(i.id as text), r.mark
      from invoices i join invoice_reviews r on r.tenant = i.tenant and r.invoice_id = i.id
      where i.state = 'issued' and r.through < $1 and i.month >= $2
      order by i.tenant, i.month
      """;

  /** The notes of some invoices, in order. */
  Uni<List<Note>> of(Sql sql, TenantId tenant, List<UUID> invoices) {
    return sql.query(
            OF, tenant.value(), invoices.stream().map(UUID::toString).toArray(String[]::new))
        .map(rows -> rows.stream().map(NoteRepository::read).toList());
  }

  Uni<Optional<Note>> find(Sql sql, TenantId tenant, UUID id) {
    return sql.query(FIND, tenant.value(), id.toString())
        .map(rows -> rows.stream().findFirst().map(NoteRepository::read));
  }

  Uni<Void> add(Sql sql, Note note) {
    return sql.query(
            ADD,
            Columns.of(List.of())
                .scalar(note.tenant().value())
                .scalar(note.id().toString())
                .scalar(note.invoiceId().toString())
                .scalar(note.ordinal())
                .scalar(note.kind().wire())
                .scalar(note.number())
                .scalar(EventJson.write(note.document()))
                .scalar(note.issuedAt())
                .scalar(note.issuedBy())
                .parameters())
        .replaceWithVoid();
  }

  /** Keeps up to the end of which month invoices were compared, and with what. */
  Uni<Void> reviewed(Sql sql, List<Review> reviews, BillingMonth through) {
    return reviews.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                REVIEWED,
                Columns.of(reviews)
                    .text(review -> review.of().tenant().value())
                    .text(Review::invoiceId)
                    .scalar(through.toString())
                    .text(Review::mark)
                    .parameters())
            .replaceWithVoid();
  }

  /**
   * Issued invoices that were not yet compared up to the end of that month.
   *
   * @param first the first month whose invoice is looked at
   */
  @AcrossTenants("closed months of all organizations are looked at")
  Uni<List<Review>> toReview(Sql sql, BillingMonth through, BillingMonth first) {
    return sql.query(TO_REVIEW, through.toString(), first.toString())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Review(
                                TenantMonth.of(row), UUID.fromString(row.text(2)), row.text(3)))
                    .toList());
  }

  private static Note read(SqlRow row) {
    return new Note(
        UUID.fromString(row.text(0)),
        TenantId.of(row.text(1)),
        UUID.fromString(row.text(2)),
        row.integer(3),
        InvoiceNoteKind.of(row.text(4)),
        row.bigint(5),
        EventJson.read(row.text(6), NoteDocument.class),
        row.instant(7),
        row.text(8));
  }

  /** An invoice and the mark of the ledger that it was compared with last. */
  record Review(TenantMonth of, UUID invoiceId, String mark) {}
}
