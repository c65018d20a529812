package dev.ramal.billing.invoicing;

import dev.ramal.billing.integrity.Difference;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Compares issued documents with their digests, and their numbers with those that were given. */
@ApplicationScoped
class DocumentCheckRepository {
  private static final String DIFFERENCES =
      """
      with issued as (
        select 'invoice' as series, number, month, document, document_sha256
        from invoices where tenant = $1 and state = 'issued'
        union all
        select n.kind, n.number, i.month, n.document, n.document_sha256
        from invoice_notes n join invoices i on i.tenant = n.tenant and i.id = n.invoice_id
        where n.tenant = $1
      ), given as (
        select series, last from invoice_numbers where tenant = $1
      ), counted as (
        select series, count(*) as documents, max(number) as highest from issued group by 1
      )
      select concat_ws(' ', 'document of', series, number), encode(document_sha256, 'hex'),
        encode(sha256(convert_to(document::text, 'UTF8')), 'hex')
      from issued
      where month = $2 and document_sha256 <> sha256(convert_to(document::text, 'UTF8'))
      union all
      select 'numbers of ' || series, concat_ws(' ', 'last', given.last),
        concat_ws(' ', 'documents', counted.documents, 'highest', counted.highest)
      from counted full join given using (series)
      where (counted.documents, counted.highest) is distinct from (given.last, given.last)
      order by 1 limit 20
      """;

  private static final String FILES =
      """
      select concat_ws(' ', 'file of', d.kind, d.number), f.sha256,
        encode(sha256(f.pdf), 'hex')
      from invoice_files f join (
        select id, 'invoice' as kind, number, month from invoices where tenant = $1
        union all
        select n.id, n.kind, n.number, i.month
        from invoice_notes n join invoices i on i.tenant = n.tenant and i.id = n.invoice_id
        where n.tenant = $1) d on d.id = f.document_id
      where f.tenant = $1 and d.month = $2 and f.sha256 <> encode(sha256(f.pdf), 'hex')
      order by 1 limit 20
      """;

  private static final String MARK =
      "select mark from invoice_reviews where tenant = $1 and invoice_id = cast($2::text as uuid)";

  Uni<List<Difference>> differences(Sql sql, TenantId tenant, BillingMonth month) {
    return read(sql, DIFFERENCES, tenant, month);
  }

  /** Files of the month that are not what was sent first. */
  Uni<List<Difference>> files(Sql sql, TenantId tenant, BillingMonth month) {
    return read(sql, FILES, tenant, month);
  }

  /** Of the ledger with which the invoice was compared last; empty when it never was. */
  Uni<String> mark(Sql sql, TenantId tenant, UUID invoice) {
    return sql.query(MARK, tenant.value(), invoice.toString())
        .map(rows -> rows.isEmpty() ? "" : rows.get(0).text(0));
  }

  private static Uni<List<Difference>> read(
      Sql sql, String statement, TenantId tenant, BillingMonth month) {
    return sql.query(statement, tenant.value(), month.toString())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Difference(
                                row.text(0),
                                Objects.toString(row.text(1), ""),
                                Objects.toString(row.text(2), "")))
                    .toList());
  }
}
