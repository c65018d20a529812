package dev.ramal.calls.dispositions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What organizations have defined. */
@ApplicationScoped
class DispositionRepository {
  private static final String FIND =
      "select wrap_up, wrap_up_seconds, dispositions from disposition_settings where tenant = $1";

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('disposition_settings'), hashtext($1))";

  private static final String SAVE =
      """
      insert into disposition_settings (tenant, wrap_up, wrap_up_seconds, dispositions, updated_by,
        updated_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant) do update set wrap_up = excluded.wrap_up,
        wrap_up_seconds = excluded.wrap_up_seconds, dispositions = excluded.dispositions,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """;

  /** Never null: none until an administrator has defined some. */
  Uni<DispositionSettings> of(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(DispositionRepository::settings)
                    .orElse(DispositionSettings.UNSET));
  }

  /** For a change: whoever else changes them waits until it is stored. */
  Uni<DispositionSettings> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<DispositionSettings> save(
      Sql sql, TenantId tenant, DispositionSettings settings, String userId, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(settings.wrapUp())
            .scalar(settings.wrapUpSeconds())
            .scalar(EventJson.write(settings.dispositions()))
            .scalar(userId)
            .scalar(now)
            .parameters();
    return sql.query(SAVE, parameters).replaceWith(settings);
  }

  static DispositionSettings settings(SqlRow row) {
    try {
      List<Disposition> all =
          EventJson.mapper().readValue(row.text(2), new TypeReference<List<Disposition>>() {});
      return new DispositionSettings(row.bool(0), row.integer(1), all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored dispositions cannot be read", e);
    }
  }
}
