package dev.ramal.billing.invoicing;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.conditions.IssuedMonths;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invoices and their numbers. */
@ApplicationScoped
class InvoiceRepository implements IssuedMonths {
  private static final String COLUMNS =
      "select cast(id as text), tenant, month, state, number, cast(document as text), issued_at,"
          + " issued_by from invoices where tenant = $1";

  private static final String NEWEST =
      COLUMNS
          + " and ($2::text is null or month = $2) and ($3::text is null or state = $3)"
          + " and ($4::text is null or month < $4) order by month desc limit $5";

  private static final String OPEN =
      """
      insert into invoices (id, tenant, month, state, opened_at)
      select id::uuid, tenant, month, 'draft', $4
      from unnest($1::text[], $2::text[], $3::text[]) as made (id, tenant, month)
      where not exists (select from invoices there
        where there.tenant = made.tenant and there.month = made.month)
      on conflict (tenant, month) do nothing
      """;

  private static final String ISSUE =
      """
      update invoices set state = 'issued', number = $3, document = $4::text::jsonb,
        document_sha256 = sha256(convert_to($4::text::jsonb::text, 'UTF8')), issued_at = $5, issued_by = $6
      where tenant = $1 and id = $2::text::uuid and state = 'draft'
      """;

  private static final String NEXT_NUMBER =
      """
      insert into invoice_numbers as given (tenant, series, last) values ($1, $2, 1)
      on conflict (tenant, series) do update set last = given.last + 1
      returning last
      """;

  private static final String DRAFTS =
      "select tenant, month from invoices where state = 'draft' order by tenant, month";

  private static final String LAST_ISSUED =
      "select month from invoices where tenant = $1 and state = 'issued'"
          + " order by month desc limit 1";

  /**
   * Opens a draft for each month that has none.
   *
   * @param now when
   */
  Uni<Void> open(Sql sql, List<TenantMonth> months, Instant now) {
    if (months.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.query(
            OPEN,
            Columns.of(months)
                .text(month -> UuidV7.next())
                .text(of -> of.tenant().value())
                .text(TenantMonth::month)
                .scalar(now)
                .parameters())
        .replaceWithVoid();
  }

  @AcrossTenants("drafts of all organizations are issued")
  Uni<List<TenantMonth>> drafts(Sql sql) {
    return sql.query(DRAFTS).map(TenantMonth::of);
  }

  Uni<Optional<Invoice>> find(Sql sql, TenantId tenant, UUID id) {
    return sql.query(COLUMNS + " and id = cast($2::text as uuid)", tenant.value(), id.toString())
        .map(InvoiceRepository::first);
  }

  Uni<Optional<Invoice>> find(Sql sql, TenantId tenant, BillingMonth month) {
    return sql.query(COLUMNS + " and month = $2", tenant.value(), month.toString())
        .map(InvoiceRepository::first);
  }

  /**
   * The newest months, newest first.
   *
   * @param month null for all
   * @param state null for both
   * @param before the month behind which the page begins; null for the first page
   */
  Uni<List<Invoice>> newest(
      Sql sql,
      TenantId tenant,
      BillingMonth month,
      InvoiceState state,
      BillingMonth before,
      int most) {
    return sql.query(
            NEWEST,
            tenant.value(),
            month == null ? null : month.toString(),
            state == null ? null : state.wire(),
            before == null ? null : before.toString(),
            most)
        .map(rows -> rows.stream().map(InvoiceRepository::read).toList());
  }

  /** Issues a draft that is there; the caller holds the lock of the organization. */
  Uni<Void> issue(Sql sql, Invoice issued) {
    return sql.query(
            ISSUE,
            Columns.of(List.of())
                .scalar(issued.tenant().value())
                .scalar(issued.id().toString())
                .scalar(issued.number())
                .scalar(EventJson.write(issued.document()))
                .scalar(issued.issuedAt())
                .scalar(issued.issuedBy())
                .parameters())
        .replaceWithVoid();
  }

  /** The next number of a series; free again when the transaction is rolled back. */
  Uni<Long> nextNumber(Sql sql, TenantId tenant, Series series) {
    return sql.query(NEXT_NUMBER, tenant.value(), series.wire()).map(rows -> rows.get(0).bigint(0));
  }

  @Override
  public Uni<Optional<BillingMonth>> last(Sql sql, TenantId tenant) {
    return sql.query(LAST_ISSUED, tenant.value())
        .map(rows -> rows.stream().findFirst().map(row -> BillingMonth.of(row.text(0))));
  }

  private static Optional<Invoice> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(InvoiceRepository::read);
  }

  private static Invoice read(SqlRow row) {
    String document = row.text(5);
    return new Invoice(
        UUID.fromString(row.text(0)),
        TenantId.of(row.text(1)),
        BillingMonth.of(row.text(2)),
        InvoiceState.of(row.text(3)),
        row.bigint(4),
        document == null ? null : EventJson.read(document, InvoiceDocument.class),
        row.instant(6),
        row.text(7));
  }
}
