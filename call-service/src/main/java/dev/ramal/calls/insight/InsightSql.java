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

  /** What billing has told of calls: of how many, and what they come to. */
  private static final String BILLED = "count(billed.call_id), sum(billed.cost), sum(billed.price)";

  /**
   * What billing says that the same calls cost; apart, as few may see it. The fences keep each call
   * a look-up, whatever the planner thinks of how many there are.
   */
  private static final String BILLED_OF_CALLS =
      """
      select %s as value, $BILLED
      from unnest($2::timestamptz[], $3::timestamptz[]) as span (begin, until)
      cross join lateral (
        select id, status, direction, agent_id, campaign_id, carrier, from_number, to_number,
          requested_at
        from calls
        where tenant = $1 and requested_at >= span.begin and requested_at < span.until
          and ended_at is not null and (agent_id = $4 or $4::text is null)
        offset 0) c
      cross join lateral (
        select call_id, cost, price from call_costs where tenant = $1 and call_id = c.id
        offset 0) billed
      group by 1
      """
          .replace("$BILLED", BILLED);

  /** The same of one agent, by the index of its calls. */
  private static final String OF_AGENT = byAgent(OF_CALLS);

  static final String OF_DAYS =
      """
      select value, currency, sum(calls)::bigint, sum(answered)::bigint, sum(rung)::bigint,
        sum(ring_seconds)::bigint, sum(talk_seconds)::bigint, sum(short_calls)::bigint, sum(cost),
        sum(billed_calls)::bigint, sum(billed_cost), sum(billed_price)
      from insight_days
      where tenant = $1 and dimension = $2 and day = any($3::text[]::date[])
      group by 1, 2
      """;

  /** One pass over the day's calls for all groups. */
  static final String KEEP_DAY =
      "insert into insight_days (tenant, day, dimension, value, currency, calls, answered, rung,"
          + " ring_seconds, talk_seconds, short_calls, cost, billed_calls, billed_cost,"
          + " billed_price) select $1, ($2::text)::date,"
          + " split.dimension, split.value, coalesce(cost_currency, ''), "
          + SUMS
          + ", "
          + BILLED
          + " from calls left join lateral (select call_id, cost, price from call_costs"
          + " where tenant = calls.tenant and call_id = calls.id offset 0) billed on true"
          + " cross join lateral (values "
          + Arrays.stream(InsightGroup.values())
              .map(group -> "('" + group.name() + "', " + group.value() + ")")
              .collect(Collectors.joining(", "))
          + """
          ) as split (dimension, value)
          where tenant = $1 and requested_at >= $3 and requested_at < $4 and ended_at is not null
          group by 3, 4, 5
          """;

  /** The days before $3 to which ended calls belong, of those that are named. */
  static final String DAYS_OF_CALLS =
      """
      select distinct named.tenant, (c.requested_at at time zone 'America/Sao_Paulo')::date::text
      from unnest($1::text[], $2::text[]) as named (tenant, id)
      cross join lateral (
        select requested_at from calls
        where tenant = named.tenant and id = named.id and ended_at is not null
        offset 0) c
      where c.requested_at < $3
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

  static String billedOfCalls(InsightGroup group) {
    return BILLED_OF_CALLS.formatted(group.value());
  }

  static String billedOfAgent(InsightGroup group) {
    return byAgent(BILLED_OF_CALLS).formatted(group.value());
  }

  private static String byAgent(String sql) {
    return sql.replace("(agent_id = $4 or $4::text is null)", "agent_id = $4");
  }

  static String ofAgent(InsightGroup group) {
    return OF_AGENT.formatted(group.value());
  }
}
