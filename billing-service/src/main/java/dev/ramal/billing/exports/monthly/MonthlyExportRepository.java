package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Monthly exports. */
@ApplicationScoped
class MonthlyExportRepository {
  private static final String COLUMNS =
      "select tenant, id::text, month, array_to_string(formats, ' '), scheduled, terms::text,"
          + " state, requested_by, requested_at, ready_at, manifest, manifest_sha256, last_error,"
          + " alerted_at from monthly_exports where tenant = $1";

  private static final String FIND = COLUMNS + " and id = $2";
  private static final String LOCK = FIND + " for update";

  private static final String NEWEST =
      COLUMNS
          + " and ($2::text is null or month = $2)"
          + " and (requested_at, id) < ($3, cast($4::text as uuid))"
          + " order by requested_at desc, id desc limit $5";

  private static final String ADD =
      """
      insert into monthly_exports (tenant, id, month, formats, scheduled, terms, state, requested_by,
        requested_at)
      values ($1, $2, $3, $4, $5, $6::text::jsonb, 'pending', $7, $8)
      on conflict (tenant, month) where scheduled do nothing
      returning id
      """;

  private static final String READY =
      """
      update monthly_exports set state = 'ready', ready_at = $3, manifest = $4,
        manifest_sha256 = $5, last_error = null
      where tenant = $1 and id = $2 and state = 'pending'
      """;

  private static final String POSTPONED =
      """
      update monthly_exports set last_error = $3, alerted_at = $4
      where tenant = $1 and id = $2 and state = 'pending'
      """;

  private static final Cursor FIRST =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1).toString());

  /**
   * @return false when the closing of the month has asked for one before
   */
  Uni<Boolean> add(Sql sql, MonthlyExport wanted) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(wanted.tenant().value())
            .scalar(wanted.id())
            .scalar(wanted.month().toString())
            .scalar(wanted.formats().stream().map(ExportFormat::wire).toArray(String[]::new))
            .scalar(wanted.scheduled())
            .scalar(wanted.terms() == null ? null : EventJson.write(wanted.terms()))
            .scalar(wanted.requestedBy())
            .scalar(wanted.requestedAt())
            .parameters();
    return sql.query(ADD, parameters).map(rows -> !rows.isEmpty());
  }

  Uni<Optional<MonthlyExport>> find(Sql sql, TenantId tenant, UUID id) {
    return sql.query(FIND, tenant.value(), id).map(MonthlyExportRepository::first);
  }

  Uni<Optional<MonthlyExport>> lock(Sql sql, TenantId tenant, UUID id) {
    return sql.query(LOCK, tenant.value(), id).map(MonthlyExportRepository::first);
  }

  /**
   * @param month null for all
   */
  Uni<List<MonthlyExport>> newest(
      Sql sql, TenantId tenant, BillingMonth month, Optional<Cursor> behind, int most) {
    Cursor place = behind.orElse(FIRST);
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(month == null ? null : month.toString())
            .scalar(place.time())
            .scalar(place.id())
            .scalar(most)
            .parameters();
    return sql.query(NEWEST, parameters)
        .map(rows -> rows.stream().map(MonthlyExportRepository::read).toList());
  }

  /** The caller has it locked. */
  Uni<Void> ready(Sql sql, MonthlyExport pending, Manifest.Written manifest, Instant at) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(pending.tenant().value())
            .scalar(pending.id())
            .scalar(at)
            .scalar(manifest.text())
            .scalar(manifest.sha256())
            .parameters();
    return sql.query(READY, parameters).replaceWithVoid();
  }

  /**
   * @param alertedAt null when people were not told
   */
  Uni<Void> postponed(Sql sql, MonthlyExport pending, String reason, Instant alertedAt) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(pending.tenant().value())
            .scalar(pending.id())
            .scalar(reason)
            .scalar(alertedAt)
            .parameters();
    return sql.query(POSTPONED, parameters).replaceWithVoid();
  }

  private static Optional<MonthlyExport> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(MonthlyExportRepository::read);
  }

  private static MonthlyExport read(SqlRow row) {
    return new MonthlyExport(
        TenantId.of(row.text(0)),
        UUID.fromString(row.text(1)),
        BillingMonth.of(row.text(2)),
        Stream.of(row.text(3).split(" ")).map(ExportFormat::of).toList(),
        row.bool(4),
        row.text(5) == null ? null : EventJson.read(row.text(5), FixedTerms.class),
        MonthlyExportState.of(row.text(6)),
        row.text(7),
        row.instant(8),
        row.instant(9),
        row.text(10),
        row.text(11),
        row.text(12),
        row.instant(13));
  }
}
