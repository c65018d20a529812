package dev.ramal.kit.days;

/** The statements about kept days, made once for the tables of a service. */
final class DayStatements {
  private static final String KNOWN =
      """
      select day::text from %s
      where tenant = $1 and day >= ($2::text)::date and day <= ($3::text)::date
      """;

  private static final String FORGET =
      "delete from %s where tenant = $1 and day = ($2::text)::date";

  private static final String IS_KEPT =
      """
      insert into %1$s (tenant, day, kept_at%2$s) values ($1, ($2::text)::date, now()%3$s)
      on conflict (tenant, day) do update set kept_at = excluded.kept_at%4$s
      """;

  /** Nobody changes a row of the day meanwhile without waiting; false where somebody does. */
  private static final String TAKE =
      """
      select pg_try_advisory_xact_lock(hashtext('%1$s'), hashtext($1 || ' ' || $2))
        and not exists (
          select 1 from %2$s where tenant = $1 and day = ($2::text)::date%3$s)
      """;

  /** In one order, so that two sets wait for each other instead of deadlocking. */
  private static final String HOLD =
      """
      select pg_advisory_xact_lock_shared(hashtext('%s'), hashtext(changed.key))
      from (select tenant || ' ' || day as key from unnest($1::text[], $2::text[])
        as given (tenant, day) order by 1) changed
      """;

  private static final String UNKEEP =
      """
      delete from %1$s where ctid = any(array(
        select kept.ctid from unnest($1::text[], $2::text[]) as changed (tenant, day)
        join %1$s kept on kept.tenant = changed.tenant and kept.day = changed.day::date
        order by kept.tenant, kept.day for update of kept))
      """;

  /** By the index of the rows, as many steps as there are organizations. */
  private static final String TENANTS =
      """
      with recursive one as (
        (select tenant from %1$s order by tenant limit 1)
        union all
        select (select tenant from %1$s where tenant > one.tenant order by tenant limit 1)
        from one where one.tenant is not null)
      select tenant from one where tenant is not null
      """;

  /** None before the first row. */
  private static final String MISSING =
      """
      select past.day::date::text
      from generate_series(
        (select greatest(($2::text)::date, (%2$s at time zone 'America/Sao_Paulo')::date)
          from %1$s where tenant = $1 order by %2$s limit 1),
        ($3::text)::date, interval '1 day') as past (day)
      where not exists (select 1 from %3$s kept
        where kept.tenant = $1 and kept.day = past.day::date%4$s)
      order by past.day desc
      """;

  final String known;
  final String forget;
  final String isKept;
  final String take;
  final String hold;
  final String unkeep;
  final String tenants;
  final String missing;

  DayStatements(DayTables tables) {
    boolean whole = tables.whole() != null;
    known = KNOWN.formatted(tables.kept());
    forget = FORGET.formatted(tables.sums());
    isKept =
        IS_KEPT.formatted(
            tables.kept(),
            whole ? ", " + tables.whole() : "",
            whole ? ", true" : "",
            whole ? ", " + tables.whole() + " = true" : "");
    take = TAKE.formatted(tables.sums(), tables.kept(), tables.andWhole());
    hold = HOLD.formatted(tables.sums());
    unkeep = UNKEEP.formatted(tables.kept());
    tenants = TENANTS.formatted(tables.rows());
    missing = MISSING.formatted(tables.rows(), tables.time(), tables.kept(), tables.andWhole());
  }
}
