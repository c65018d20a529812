package dev.ramal.calls.inbound;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** One row per organization that has said something. */
@ApplicationScoped
class InboundSettingsRepository {
  private static final String COLUMNS =
      "enabled, queue, ring_seconds, wait_seconds, voicemail, business_hours, hours,"
          + " service_level_seconds, service_level_percent, most_waiting";

  private static final String FIND =
      "select " + COLUMNS + " from inbound_settings where tenant = $1";

  private static final String BASICS =
      "select enabled, voicemail, wait_seconds from inbound_settings where tenant = $1";

  private static final String SAVE =
      """
      insert into inbound_settings (tenant, enabled, queue, ring_seconds, wait_seconds, voicemail,
        updated_by, updated_at, business_hours, hours, service_level_seconds,
        service_level_percent, most_waiting)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (tenant) do update set enabled = excluded.enabled, queue = excluded.queue,
        ring_seconds = excluded.ring_seconds, wait_seconds = excluded.wait_seconds,
        voicemail = excluded.voicemail, business_hours = excluded.business_hours,
        hours = excluded.hours, service_level_seconds = excluded.service_level_seconds,
        service_level_percent = excluded.service_level_percent,
        most_waiting = excluded.most_waiting, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      """;

  /** The row may not exist yet, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('inbound_settings'), hashtext($1))";

  private final Clock clock;

  InboundSettingsRepository(Clock clock) {
    this.clock = clock;
  }

  /** Never null. */
  Uni<InboundSettings> of(Sql sql, TenantId tenant) {
    return sql.query(FIND, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(InboundSettingsRepository::settings)
                    .orElse(InboundSettings.DEFAULT));
  }

  /**
   * What somebody has to know who lets a caller go.
   *
   * @param enabled whether callers are taken care of
   * @param voicemail whether they may leave a message
   * @param waitSeconds for how long they may wait
   */
  record Basics(boolean enabled, boolean voicemail, int waitSeconds) {}

  /** Read without the rest, which may be what cannot be read. */
  Uni<Basics> basicsOf(Sql sql, TenantId tenant) {
    return sql.query(BASICS, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Basics(row.bool(0), row.bool(1), row.integer(2)))
                    .orElse(
                        new Basics(
                            InboundSettings.DEFAULT.enabled(),
                            InboundSettings.DEFAULT.voicemail(),
                            InboundSettings.DEFAULT.waitSeconds())));
  }

  /** For a change: whoever else changes them waits until it is stored. */
  Uni<InboundSettings> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> of(sql, tenant));
  }

  Uni<InboundSettings> save(Sql sql, TenantId tenant, InboundSettings settings, String by) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(settings.enabled())
            .scalar(settings.queue())
            .scalar(settings.ringSeconds())
            .scalar(settings.waitSeconds())
            .scalar(settings.voicemail())
            .scalar(by)
            .scalar(clock.instant())
            .scalar(settings.businessHours())
            .scalar(EventJson.write(settings.hours()))
            .scalar(settings.serviceLevelSeconds())
            .scalar(settings.serviceLevelPercent())
            .scalar(settings.mostWaiting())
            .parameters();
    return sql.query(SAVE, parameters).replaceWith(settings);
  }

  private static InboundSettings settings(SqlRow row) {
    return new InboundSettings(
        row.bool(0),
        row.bool(1),
        row.integer(2),
        row.integer(3),
        row.bool(4),
        row.bool(5),
        row.text(6) == null
            ? BusinessHours.DEFAULT
            : EventJson.read(row.text(6), BusinessHours.class),
        row.integer(7),
        row.integer(8),
        row.integer(9));
  }
}
