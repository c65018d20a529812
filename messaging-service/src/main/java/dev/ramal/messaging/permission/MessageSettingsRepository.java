package dev.ramal.messaging.permission;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The versions of an organization's settings. */
@ApplicationScoped
public class MessageSettingsRepository {
  private static final String NEWEST =
      """
      select version, settings from message_settings where tenant = $1
      order by version desc limit 1
      """;

  private static final String OF_VERSION =
      "select version, settings from message_settings where tenant = $1 and version = $2";

  private static final String OF_SEVERAL =
      """
      select s.version, s.settings, s.tenant from unnest($1::text[]) as wanted (tenant)
      cross join lateral (select version, settings, tenant from message_settings
        where tenant = wanted.tenant order by version desc limit 1) s
      """;

  /** There may be no row to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('message_settings'), hashtext($1))";

  private static final String ADD =
      """
      insert into message_settings (tenant, version, settings, changed_by, changed_at)
      values ($1, $2::int, $3, $4, $5)
      """;

  private final Clock clock;

  MessageSettingsRepository(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param number 0 where the organization has set nothing
   */
  public record Version(int number, MessageSettings settings) {
    static final Version NONE = new Version(0, MessageSettings.DEFAULT);
  }

  public Uni<Version> newest(Sql sql, TenantId tenant) {
    return sql.query(NEWEST, tenant.value()).map(MessageSettingsRepository::version);
  }

  /** Of an organization that has set nothing there is no entry. */
  @AcrossTenants("a set of facts is of any organizations")
  public Uni<Map<TenantId, MessageSettings>> newestOf(Sql sql, Set<TenantId> tenants) {
    return sql.query(
            OF_SEVERAL, (Object) tenants.stream().map(TenantId::value).toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> TenantId.of(row.text(2)),
                            row -> EventJson.read(row.text(1), MessageSettings.class))));
  }

  /** As they were; those of an organization that had set nothing are the usual ones of today. */
  public Uni<Version> of(Sql sql, TenantId tenant, int number) {
    return sql.query(OF_VERSION, tenant.value(), number).map(MessageSettingsRepository::version);
  }

  /** For a change: whoever else changes them waits until it is stored. */
  Uni<Version> lock(Sql sql, TenantId tenant) {
    return sql.query(TURN, tenant.value()).chain(() -> newest(sql, tenant));
  }

  Uni<MessageSettings> add(
      Sql sql, TenantId tenant, int number, MessageSettings settings, String by) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(number)
            .scalar(EventJson.write(settings))
            .scalar(by)
            .scalar(clock.instant())
            .parameters();
    return sql.query(ADD, parameters).replaceWith(settings);
  }

  private static Version version(List<SqlRow> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> new Version(row.integer(0), EventJson.read(row.text(1), MessageSettings.class)))
        .orElse(Version.NONE);
  }
}
