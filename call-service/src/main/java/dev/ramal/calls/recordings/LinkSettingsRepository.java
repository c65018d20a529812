package dev.ramal.calls.recordings;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** The settings of links, inside a transaction of the organization. */
@ApplicationScoped
class LinkSettingsRepository {
  private static final String FIND =
      "select access, days from recording_link_settings where tenant = $1";

  private static final String SAVE =
      """
      insert into recording_link_settings (tenant, access, days, updated_by, updated_at)
      values ($1, $2, coalesce($3::integer, $6::integer), $4, $5)
      on conflict (tenant) do update set access = excluded.access,
        days = coalesce($3::integer, recording_link_settings.days),
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      returning access, days
      """;

  private final Clock clock;

  LinkSettingsRepository(Clock clock) {
    this.clock = clock;
  }

  /** Never null: {@link LinkSettings#DEFAULT} until an administrator has set something. */
  Uni<LinkSettings> of(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(rows -> rows.isEmpty() ? LinkSettings.DEFAULT : settings(rows.get(0)));
  }

  /** As they are from now on. */
  Uni<LinkSettings> save(Sql sql, TenantId tenant, LinkSettings settings, String userId) {
    return sql.query(
            SAVE,
            tenant.value(),
            settings.access().word(),
            settings.days(),
            userId,
            clock.instant().atOffset(UTC),
            LinkSettings.DEFAULT.days())
        .map(rows -> settings(rows.get(0)));
  }

  private static LinkSettings settings(SqlRow row) {
    return new LinkSettings(LinkAccess.of(row.text(0)), row.integer(1));
  }
}
