package dev.ramal.calls.recordings;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** The settings of links, inside a transaction of the organization. */
@ApplicationScoped
class LinkSettingsRepository {
  private static final String FIND =
      "select access, days from recording_link_settings where tenant = $1";

  private static final String SAVE =
      """
      insert into recording_link_settings (tenant, access, days, updated_by, updated_at)
      values ($1, $2, $3, $4, $5)
      on conflict (tenant) do update set access = excluded.access, days = excluded.days,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """;

  private final Clock clock;

  LinkSettingsRepository(Clock clock) {
    this.clock = clock;
  }

  /** Never null: {@link LinkSettings#DEFAULT} until an administrator has set something. */
  Uni<LinkSettings> of(Mutiny.Session session, TenantId tenant) {
    return Sql.of(session)
        .query(FIND, tenant.value())
        .map(
            rows ->
                rows.isEmpty()
                    ? LinkSettings.DEFAULT
                    : new LinkSettings(LinkAccess.of(rows.get(0).text(0)), rows.get(0).integer(1)));
  }

  Uni<Void> save(Mutiny.Session session, TenantId tenant, LinkSettings settings, String userId) {
    return Sql.of(session)
        .query(
            SAVE,
            tenant.value(),
            settings.access().word(),
            settings.days(),
            userId,
            clock.instant().atOffset(UTC))
        .replaceWithVoid();
  }
}
