package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Exports whose files lie in the store. */
@ApplicationScoped
public class KeptExportRepository {
  private static final String ADD =
      """
      insert into exports (id, tenant, month, format, headings, plan_id, terms, snapshot, made_with,
        rows, bytes, sha256, total_cost, total_price, requested_by, created_at, monthly_export_id,
        stored_key, discount_version)
      select cast(id as uuid), $1, month, format, headings, cast(plan_id as uuid),
        cast(terms as jsonb), snapshot, made_with, rows, bytes, sha256, cast(cost as numeric),
        cast(price as numeric), requested_by, created_at, cast(monthly_export_id as uuid),
        stored_key, discount_version
      from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[],
        $14::text[], $15::text[], $16::timestamptz[], $17::text[], $18::text[], $19::text[])
        as made (id, month, format, headings, plan_id, terms, snapshot, made_with, rows, bytes,
          sha256, cost, price, requested_by, created_at, monthly_export_id, stored_key,
          discount_version)
      """;

  private final ReadTransactions reads;
  private final ExportRepository exports;

  KeptExportRepository(ReadTransactions reads, ExportRepository exports) {
    this.reads = reads;
    this.exports = exports;
  }

  /** Stores exports of one organization, with one statement. */
  public Uni<Void> addAll(Sql sql, TenantId tenant, List<Export> kept) {
    Object[] parameters =
        Columns.of(kept)
            .scalar(tenant.value())
            .text(Export::id)
            .text(Export::month)
            .text(export -> export.format().wire())
            .text(export -> export.headings().wire())
            .text(export -> export.terms().plans().get(0).plan())
            .text(export -> EventJson.write(export.terms()))
            .text(Export::snapshot)
            .text(Export::madeWith)
            .bigint(Export::rows)
            .bigint(Export::bytes)
            .text(Export::sha256)
            .text(export -> export.cost().amount().toPlainString())
            .text(export -> export.total().amount().toPlainString())
            .text(Export::requestedBy)
            .instant(Export::createdAt)
            .text(export -> export.kept().monthlyExport())
            .text(export -> export.kept().key())
            .text(export -> export.terms().discount())
            .parameters();
    return sql.query(ADD, parameters).replaceWithVoid();
  }

  /**
   * The files of monthly exports, by these.
   *
   * @param of ids of monthly exports
   */
  public Uni<Map<UUID, List<Export>>> of(TenantId tenant, List<UUID> of) {
    return of.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : reads
            .read(tenant, connection -> exports.kept(connection, tenant, of))
            .map(
                all ->
                    all.stream()
                        .collect(Collectors.groupingBy(export -> export.kept().monthlyExport())));
  }
}
