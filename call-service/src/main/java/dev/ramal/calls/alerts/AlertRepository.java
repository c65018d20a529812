package dev.ramal.calls.alerts;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The table of alerts. */
@ApplicationScoped
class AlertRepository {
  private static final String COLUMNS =
      " id, service, severity, title, detail, subject, raised_at, last_raised_at, times,"
          + " acknowledged_at, acknowledged_by ";

  /** The same thing while it is open: same service, title and subject. */
  private static final String RAISE =
      """
      insert into alerts
        (tenant, id, service, severity, title, detail, subject, raised_at, last_raised_at, times)
      values ($1, $2, $3, $4, $5, $6, coalesce($7, ''), $8, $8, 1)
      on conflict (tenant, service, title, subject) where acknowledged_at is null
      do update set
        severity = excluded.severity,
        detail = excluded.detail,
        raised_at = least(alerts.raised_at, excluded.raised_at),
        last_raised_at = greatest(alerts.last_raised_at, excluded.last_raised_at),
        times = alerts.times + 1
      """;

  private static final String ACKNOWLEDGE =
      "update alerts set acknowledged_at = coalesce(acknowledged_at, $3),"
          + " acknowledged_by = coalesce(acknowledged_by, $4) where tenant = $1 and id = $2"
          + " returning"
          + COLUMNS;

  /** A new row, or one more of what is open. */
  Uni<Void> raise(Sql sql, TenantId tenant, AlertRaised alert) {
    return sql.query(
            RAISE,
            tenant.value(),
            UuidV7.next().toString(),
            alert.service(),
            alert.severity(),
            alert.title(),
            alert.detail(),
            alert.subject(),
            alert.raisedAt().atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  /**
   * What was raised last first.
   *
   * @param open whether those that wait for a person, or those that had one
   * @param behind null for the first page
   */
  Uni<List<Alert>> list(Sql sql, TenantId tenant, boolean open, Cursor behind, int most) {
    return ListStatement.of("select" + COLUMNS + "from alerts where tenant = $1", tenant.value())
        .and(open ? "acknowledged_at is null" : "acknowledged_at is not null")
        .newestFirst("last_raised_at", "id", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(AlertRepository::alert).toList());
  }

  /** Whoever was first stays the one who did; empty when there is no such alert. */
  Uni<Optional<Alert>> acknowledge(
      Sql sql, TenantId tenant, String id, String userId, Instant now) {
    return sql.query(ACKNOWLEDGE, tenant.value(), id, now.atOffset(ZoneOffset.UTC), userId)
        .map(rows -> rows.stream().findFirst().map(AlertRepository::alert));
  }

  private static Alert alert(SqlRow row) {
    String subject = row.text(5);
    return new Alert(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        subject.isEmpty() ? null : subject,
        row.instant(6),
        row.instant(7),
        row.bigint(8),
        row.instant(9),
        row.text(10));
  }
}
