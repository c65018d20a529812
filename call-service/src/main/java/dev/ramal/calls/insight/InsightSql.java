package dev.ramal.calls.insight;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.volume.ShortCalls;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The statements by which calls are summed. */
final class InsightSql {
  /** Of calls that are over. Short is what was answered and over so soon. */
  private static final String SUMS =
      """
      count(*), count(*) filter (where status = 'COMPLETED'),
        count(*) filter (where ring_seconds > 0), coalesce(sum(ring_seconds), 0)::bigint,
        coalesce(sum(talk_seconds) filter (where status = 'COMPLETED'), 0)::bigint,
        count(*) filter (where status = 'COMPLETED' and talk_seconds <= %d), sum(cost_amount)\
      """
          .formatted(ShortCalls.SECONDS);

  /**
   * Calls of the times that no day is kept of; $4 is null for everybody's. The fence keeps each
   * time a range of the index, whatever the planner thinks of how many there are.
   */
  private static final String OF_CALLS =
      "select %s as value, coalesce(cost_currency, ''), "
          + SUMS
          + """

          from unnest($2::timestamptz[], $3::timestamptz[]) as span (begin, until)
          cross join lateral (
            select status, direction, agent_id, campaign_id, carrier, from_number, to_number,
              requested_at, ring_seconds, talk_seconds, cost_amount, cost_currency
            from calls
            where tenant = $1 and requested_at >= span.begin and requested_at < span.until
              and ended_at is not null and (agent_id = $4 or $4::text is null)
            offset 0) c
          group by 1, 2
          """;

  /** The same of one agent, by the index of its calls. */
  private static final String OF_AGENT =
      OF_CALLS.replace("(agent_id = $4 or $4::text is null)", "agent_id = $4");

  static final String KEPT_DAYS =
      """
      select day::text from insight_kept
      where tenant = $1 and day >= ($2::text)::date and day <= ($3::text)::date
      """;

  static final String OF_DAYS =
      """
      select value, currency, sum(calls)::bigint, sum(answered)::bigint, sum(rung)::bigint,
        sum(ring_seconds)::bigint, sum(talk_seconds)::bigint, sum(short_calls)::bigint, sum(cost)
      from insight_days
      where tenant = $1 and dimension = $2 and day = any($3::text[]::date[])
      group by 1, 2
      """;

  static final String FORGET_DAY =
      "delete from insight_days where tenant = $1 and day = ($2::text)::date";

  /** One pass over the day's calls for all groups. */
  static final String KEEP_DAY =
      "insert into insight_days (tenant, day, dimension, value, currency, calls, answered, rung,"
          + " ring_seconds, talk_seconds, short_calls, cost) select $1, ($2::text)::date,"
          + " split.dimension, split.value, coalesce(cost_currency, ''), "
          + SUMS
          + " from calls cross join lateral (values "
          + Arrays.stream(InsightGroup.values())
              .map(group -> "('" + group.name() + "', " + group.value() + ")")
              .collect(Collectors.joining(", "))
          + """
          ) as split (dimension, value)
          where tenant = $1 and requested_at >= $3 and requested_at < $4 and ended_at is not null
          group by 3, 4, 5
          """;

  static final String IS_KEPT =
      """
      insert into insight_kept (tenant, day, kept_at) values ($1, ($2::text)::date, now())
      on conflict do nothing
      """;

  /** Nobody changes a call of the day meanwhile without waiting; false where somebody does. */
  static final String TAKE_DAY =
      """
      select pg_try_advisory_xact_lock(hashtext('insight_days'), hashtext($1 || ' ' || $2))
        and not exists (
          select 1 from insight_kept where tenant = $1 and day = ($2::text)::date)
      """;

  /** In one order, so that two sets wait for each other instead of deadlocking. */
  static final String HOLD_DAYS =
      """
      select pg_advisory_xact_lock_shared(hashtext('insight_days'), hashtext(changed.key))
      from (select tenant || ' ' || day as key from unnest($1::text[], $2::text[])
        as given (tenant, day) order by 1) changed
      """;

  static final String UNKEEP_DAYS =
      """
      delete from insight_kept where ctid = any(array(
        select kept.ctid from unnest($1::text[], $2::text[]) as changed (tenant, day)
        join insight_kept kept on kept.tenant = changed.tenant and kept.day = changed.day::date
        order by kept.tenant, kept.day for update of kept))
      """;

  /** By the index of calls, as many steps as there are organizations. */
  static final String TENANTS =
      """
      with recursive one as (
        (select tenant from calls order by tenant limit 1)
        union all
        select (select tenant from calls where tenant > one.tenant order by tenant limit 1)
        from one where one.tenant is not null)
      select tenant from one where tenant is not null
      """;

  /** None before the first call. */
  static final String DAYS_TO_KEEP =
      """
      select past.day::date::text
      from generate_series(
        (select greatest(($2::text)::date, (requested_at at time zone 'America/Sao_Paulo')::date)
          from calls where tenant = $1 order by requested_at limit 1),
        ($3::text)::date, interval '1 day') as past (day)
      where not exists (select 1 from insight_kept kept
        where kept.tenant = $1 and kept.day = past.day::date)
      order by past.day desc
      """;

  /** Names of states stand in the text, not in parameters: the index is partial. */
  static final String ON_CALL =
      """
      select id, agent_id, agent_name, direction, status, requested_at, answered_at from calls
      where tenant = $1 and status in (%s) and agent_id is not null
      order by requested_at desc limit $2::int
      """
          .formatted(
              Arrays.stream(CallStatus.values())
                  .filter(status -> !status.isFinal())
                  .map(status -> "'" + status.name() + "'")
                  .collect(Collectors.joining(", ")));

  private InsightSql() {}

  static String ofCalls(InsightGroup group) {
    return OF_CALLS.formatted(group.value());
  }

  static String ofAgent(InsightGroup group) {
    return OF_AGENT.formatted(group.value());
  }
}
