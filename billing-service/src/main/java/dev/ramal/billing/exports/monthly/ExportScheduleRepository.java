package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Which formats organizations chose. */
@ApplicationScoped
class ExportScheduleRepository {
  private static final String OF =
      "select array_to_string(formats, ' '), changed_by, changed_at from export_schedules"
          + " where tenant = $1";

  private static final String SAVE =
      """
      insert into export_schedules (tenant, formats, changed_by, changed_at)
      values ($1, $2, $3, $4)
      on conflict (tenant) do update set formats = excluded.formats,
        changed_by = excluded.changed_by, changed_at = excluded.changed_at
      """;

  Uni<ExportSchedule> of(Sql sql, TenantId tenant) {
    return sql.query(OF, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(ExportScheduleRepository::read)
                    .orElse(ExportSchedule.NONE));
  }

  Uni<Void> save(Sql sql, TenantId tenant, ExportSchedule schedule) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(schedule.formats().stream().map(ExportFormat::wire).toArray(String[]::new))
            .scalar(schedule.changedBy())
            .scalar(schedule.changedAt())
            .parameters();
    return sql.query(SAVE, parameters).replaceWithVoid();
  }

  private static ExportSchedule read(SqlRow row) {
    return new ExportSchedule(
        Stream.of(row.text(0).split(" "))
            .filter(format -> !format.isEmpty())
            .map(ExportFormat::of)
            .toList(),
        row.text(1),
        row.instant(2));
  }
}
