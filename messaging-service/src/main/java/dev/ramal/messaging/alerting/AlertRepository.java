package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of alerts. */
@ApplicationScoped
class AlertRepository {
  /**
   * A raise that comes after the end of what it told of opens nothing. What people were told of the
   * same thing lately counts for the new one too.
   */
  private static final String OPEN =
      """
      insert into alert
        (tenant, id, service, title, subject, severity, detail, raised_at, last_raised_at, times,
        told_at, told_severity)
      select $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text,
        $8::timestamptz, $8::timestamptz, 0, lately.told_at, lately.told_severity
      from (select 1) as raised left join lateral (
        select told_at, told_severity from alert
        where tenant = $1 and service = $3 and title = $4 and subject = $5
          and resolved_at > $9 and next_step > 0
        order by resolved_at desc limit 1) lately on true
      where not exists (select 1 from alert where tenant = $1 and service = $3 and title = $4
        and subject = $5 and resolved_at >= $8)
      on conflict (tenant, service, title, subject) where resolved_at is null do nothing
      """;

  private static final String LOCK_OPEN =
      "select"
          + AlertRow.COLUMNS
          + "from alert where tenant = $1 and service = $2 and title = $3 and subject = $4"
          + " and resolved_at is null for update";

  private static final String IS_OPEN =
      "select 1 from alert where tenant = $1 and service = $2 and title = $3 and subject = $4"
          + " and resolved_at is null";

  private static final String FIND =
      "select" + AlertRow.COLUMNS + "from alert where tenant = $1 and id = $2";

  private static final String LOCK = FIND + " for update";

  private static final String WRITE =
      """
      update alert set severity = $3, detail = $4, raised_at = $5, last_raised_at = $6, times = $7,
        acknowledged_at = $8, acknowledged_by = $9, told_at = $10, told_severity = $11,
        round = $12::int, next_step = $13::int, reminded = $14::int
      where tenant = $1 and id = $2
      """;

  private static final String ACKNOWLEDGE =
      "update alert set acknowledged_at = $3, acknowledged_by = $4"
          + " where tenant = $1 and id = $2 and acknowledged_at is null and resolved_at is null"
          + " returning"
          + AlertRow.COLUMNS;

  private static final String RESOLVE =
      "update alert set resolved_at = $3, resolved_by = $4"
          + " where tenant = $1 and id = $2 and resolved_at is null returning"
          + AlertRow.COLUMNS;

  /** What was raised later than that is not over. */
  private static final String END =
      "update alert set resolved_at = $5 where tenant = $1 and service = $2 and title = $3"
          + " and subject = $4 and resolved_at is null and last_raised_at <= $5 returning"
          + AlertRow.COLUMNS;

  /**
   * The row of what is raised, made when there is none; empty when it is over already.
   *
   * @param lately what ended before it is not looked at
   */
  Uni<Optional<AlertRow>> open(Sql sql, TenantId tenant, AlertRaised alert, Instant lately) {
    Object[] row =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(UuidV7.next().toString())
            .scalar(alert.service())
            .scalar(alert.title())
            .scalar(subject(alert.subject()))
            .scalar(alert.severity())
            .scalar(alert.detail())
            .scalar(alert.raisedAt())
            .scalar(lately)
            .parameters();
    return sql.query(OPEN, row)
        .chain(
            () ->
                sql.query(
                    LOCK_OPEN,
                    tenant.value(),
                    alert.service(),
                    alert.title(),
                    subject(alert.subject())))
        .map(AlertRepository::first);
  }

  /** Whether there is something to end; locks nothing. */
  Uni<Boolean> isOpen(Sql sql, TenantId tenant, AlertResolved over) {
    return sql.query(IS_OPEN, tenant.value(), over.service(), over.title(), subject(over.subject()))
        .map(rows -> !rows.isEmpty());
  }

  Uni<Optional<AlertRow>> lock(Sql sql, TenantId tenant, String id) {
    return sql.query(LOCK, tenant.value(), id).map(AlertRepository::first);
  }

  Uni<Optional<AlertRow>> find(Sql sql, TenantId tenant, String id) {
    return sql.query(FIND, tenant.value(), id).map(AlertRepository::first);
  }

  /** Whoever writes has locked the row. */
  Uni<Void> write(Sql sql, AlertRow row) {
    Object[] columns =
        Columns.of(List.of())
            .scalar(row.tenant().value())
            .scalar(row.id())
            .scalar(row.severity().wire())
            .scalar(row.detail())
            .scalar(row.raisedAt())
            .scalar(row.lastRaisedAt())
            .scalar(row.times())
            .scalar(row.acknowledgedAt())
            .scalar(row.acknowledgedBy())
            .scalar(row.toldAt())
            .scalar(row.toldSeverity() == null ? null : row.toldSeverity().wire())
            .scalar(row.round())
            .scalar(row.nextStep())
            .scalar(row.reminded())
            .parameters();
    return sql.query(WRITE, columns).replaceWithVoid();
  }

  /** Empty when somebody has, or when it is over. */
  Uni<Optional<AlertRow>> acknowledge(Sql sql, TenantId tenant, String id, Instant at, String by) {
    return change(sql, ACKNOWLEDGE, tenant, id, at, by);
  }

  /** Empty when it is over already. */
  Uni<Optional<AlertRow>> resolve(Sql sql, TenantId tenant, String id, Instant at, String by) {
    return change(sql, RESOLVE, tenant, id, at, by);
  }

  /** By the word of whoever raised it; empty when there is nothing to end. */
  Uni<Optional<AlertRow>> end(Sql sql, TenantId tenant, AlertResolved over) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(over.service())
            .scalar(over.title())
            .scalar(subject(over.subject()))
            .scalar(over.resolvedAt())
            .parameters();
    return sql.query(END, parameters).map(AlertRepository::first);
  }

  /**
   * What was raised last first.
   *
   * @param behind null for the first page
   */
  Uni<List<AlertRow>> list(Sql sql, TenantId tenant, AlertState state, Cursor behind, int most) {
    return ListStatement.of(
            "select" + AlertRow.COLUMNS + "from alert where tenant = $1", tenant.value())
        .and(state.condition())
        .newestFirst("last_raised_at", "id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(AlertRow::read).toList());
  }

  private static Uni<Optional<AlertRow>> change(
      Sql sql, String statement, TenantId tenant, String id, Instant at, String by) {
    Object[] parameters =
        Columns.of(List.of()).scalar(tenant.value()).scalar(id).scalar(at).scalar(by).parameters();
    return sql.query(statement, parameters).map(AlertRepository::first);
  }

  private static String subject(String given) {
    return given == null ? "" : given;
  }

  private static Optional<AlertRow> first(List<SqlRow> rows) {
    return rows.stream().findFirst().map(AlertRow::read);
  }
}
