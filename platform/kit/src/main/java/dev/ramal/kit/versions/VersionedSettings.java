package dev.ramal.kit.versions;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The settings of organizations, never changed in place: each change is a version of its own, so
 * that an old verdict can be judged again. Make a {@code @Singleton} subclass that names the table;
 * it has the columns tenant, version, settings (JSON text), changed_by and changed_at, and the key
 * (tenant, version).
 *
 * @param <T> a record; what stands in the table must be readable as it for ever
 */
public abstract class VersionedSettings<T extends Record> {
  private static final String NEWEST =
      "select version, settings from %1$s where tenant = $1 order by version desc limit 1";

  private static final String OF_VERSION =
      "select version, settings from %1$s where tenant = $1 and version = $2";

  private static final String OF_SEVERAL =
      """
      select s.version, s.settings, s.tenant from unnest($1::text[]) as wanted (tenant)
      cross join lateral (select version, settings, tenant from %1$s
        where tenant = wanted.tenant order by version desc limit 1) s
      """;

  /** There may be no row to lock. */
  private static final String TURN = "select pg_advisory_xact_lock(hashtext('%1$s'), hashtext($1))";

  private static final String ADD =
      """
      insert into %1$s (tenant, version, settings, changed_by, changed_at)
      values ($1, $2::int, $3, $4, $5)
      """;

  private final String table;
  private final Class<T> type;
  private final T usual;
  private final Clock clock;

  /**
   * @param usual what holds for whoever has set nothing: version 0
   */
  protected VersionedSettings(String table, Class<T> type, T usual, Clock clock) {
    this.table = table;
    this.type = type;
    this.usual = usual;
    this.clock = clock;
  }

  /**
   * @param number 0 where the organization has set nothing
   */
  public record Version<T extends Record>(int number, T settings) {}

  public Uni<Version<T>> newest(Sql sql, TenantId tenant) {
    return sql.query(statement(NEWEST), tenant.value()).map(this::version);
  }

  /** As they were; those of an organization that had set nothing are the usual ones of today. */
  public Uni<Version<T>> of(Sql sql, TenantId tenant, int number) {
    return sql.query(statement(OF_VERSION), tenant.value(), number).map(this::version);
  }

  /** Of an organization that has set nothing there is no entry. */
  @AcrossTenants("a set of facts is of any organizations")
  public Uni<Map<TenantId, T>> newestOf(Sql sql, Set<TenantId> tenants) {
    return sql.query(
            statement(OF_SEVERAL),
            (Object) tenants.stream().map(TenantId::value).toArray(String[]::new))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> TenantId.of(row.text(2)),
                            row -> EventJson.read(row.text(1), type))));
  }

  /**
   * Stores a new version where the change makes a difference. Whoever else changes them waits until
   * the transaction ends.
   *
   * @param by user id of who changes them
   * @return the settings as they are from now on
   */
  public Uni<T> change(Sql sql, TenantId tenant, UnaryOperator<T> change, String by) {
    return sql.query(statement(TURN), tenant.value())
        .chain(() -> newest(sql, tenant))
        .chain(
            before -> {
              T changed = change.apply(before.settings());
              return changed.equals(before.settings())
                  ? Uni.createFrom().item(changed)
                  : add(sql, tenant, new Version<>(before.number() + 1, changed), by);
            });
  }

  private Uni<T> add(Sql sql, TenantId tenant, Version<T> version, String by) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(version.number())
            .scalar(EventJson.write(version.settings()))
            .scalar(by)
            .scalar(clock.instant())
            .parameters();
    return sql.query(statement(ADD), parameters).replaceWith(version.settings());
  }

  private Version<T> version(List<SqlRow> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> new Version<>(row.integer(0), EventJson.read(row.text(1), type)))
        .orElse(new Version<>(0, usual));
  }

  private String statement(String of) {
    return of.formatted(table);
  }
}
