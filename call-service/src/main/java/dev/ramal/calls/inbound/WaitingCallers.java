package dev.ramal.calls.inbound;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Who waits in which organization's queue, in the order in which they came; whoever is offered to
 * an agent keeps the place until an agent has picked up.
 */
@ApplicationScoped
class WaitingCallers {
  private static final String JOIN =
      """
      insert into waiting_callers (tenant, call_id, since, tried, offered)
      values ($1, $2, $3, $4, false)
      on conflict (tenant, call_id) do update set tried = excluded.tried, offered = false
      """;

  private static final String OFFER =
      "update waiting_callers set offered = true, offered_at = now()"
          + " where tenant = $1 and call_id = any($2::text[])";

  private static final String LEAVE =
      "delete from waiting_callers where tenant = $1 and call_id = any($2::text[])";

  static final String FIRST =
      """
      select call_id, since, tried from waiting_callers
      where tenant = $1 and not offered order by since, call_id limit $2::int
      """;

  private static final String AWAITS_OFFER =
      "select 1 from waiting_callers where tenant = $1 and call_id = $2 and not offered";

  /** One look into the index for each organization. */
  static final String AMONG =
      """
      select wanted.tenant from unnest($1::text[]) as wanted (tenant)
      cross join lateral (select call_id from waiting_callers
        where tenant = wanted.tenant and not offered order by since, call_id limit 1) w
      """;

  static final String AHEAD =
      """
      select count(*)::int from waiting_callers here
      join waiting_callers ahead on ahead.tenant = here.tenant
        and (ahead.since, ahead.call_id) <= (here.since, here.call_id)
      where here.tenant = $1 and here.call_id = $2
      """;

  /** Up to what may be, no further: of a queue that is longer nobody needs to know how long. */
  static final String OTHERS =
      """
      select count(*)::int from (select 1 from waiting_callers
        where tenant = $1 and call_id <> $2 limit $3::int) others
      """;

  /**
   * One caller at a time gets a place, in any replica. Nobody waits for that: whoever decides holds
   * a call and a connection, and would keep both from others.
   */
  private static final String ALONE =
      "select pg_try_advisory_xact_lock(hashtext('places_in_queue'), hashtext($1))";

  /** Whose wait, or whose offer, is over by more than the carrier may take to tell of it. */
  private static final String OVERDUE =
      """
      select w.tenant, w.call_id from waiting_callers w
      left join inbound_settings s on s.tenant = w.tenant
      where w.since < now() - make_interval(secs => coalesce(s.wait_seconds, $1::int) + $3::int)
        or w.offered and coalesce(w.offered_at, w.since)
          < now() - make_interval(secs => coalesce(s.ring_seconds, $2::int) + $3::int)
      order by w.since, w.call_id limit $4::int
      """;

  /** In one order: what replicas store for them at the same time they store alike. */
  private static final String WITH_CALLERS =
      "select distinct tenant from waiting_callers where not offered order by tenant";

  /** One decision at a time for the queue of an organization, in any replica. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('waiting_callers'), hashtext($1))";

  /**
   * @param tried agents who were rung for this caller in vain
   */
  record Waiting(CallId call, Instant since, Set<String> tried) {}

  /** Takes a place, or goes on waiting at the old one. */
  Uni<Void> join(Sql sql, TenantId tenant, CallId call, Instant since, Set<String> tried) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(call.value())
            .scalar(since)
            .scalar(String.join(" ", tried))
            .parameters();
    return sql.query(JOIN, parameters).replaceWithVoid();
  }

  /** Nobody else is rung for these callers meanwhile; their calls are locked. */
  Uni<Void> offer(Sql sql, TenantId tenant, List<CallId> calls) {
    return change(sql, OFFER, tenant, calls);
  }

  Uni<Void> leave(Sql sql, TenantId tenant, CallId call) {
    return leave(sql, tenant, List.of(call));
  }

  Uni<Void> leave(Sql sql, TenantId tenant, List<CallId> calls) {
    return change(sql, LEAVE, tenant, calls);
  }

  private static Uni<Void> change(Sql sql, String change, TenantId tenant, List<CallId> calls) {
    Object ids = calls.stream().map(CallId::value).toArray(String[]::new);
    return calls.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(change, tenant.value(), ids).replaceWithVoid();
  }

  /** Who waits for an offer, in order; until this transaction ends nobody else asks. */
  Uni<List<Waiting>> lock(Sql sql, TenantId tenant, int most) {
    return Uni.combine()
        .all()
        .unis(sql.query(TURN, tenant.value()), first(sql, tenant, most))
        .with((mine, callers) -> callers);
  }

  /**
   * What a caller finds who wants a place.
   *
   * @param taken places that others have, counted up to what was asked for
   * @param alone whether nobody else gets one until this transaction ends; else somebody gets one
   *     at this moment who is not counted yet
   */
  record Capacity(int taken, boolean alone) {}

  /**
   * Counts after it is known who is alone, so that whoever got a place before is seen.
   *
   * @param most more are not counted
   */
  Uni<Capacity> capacity(Sql sql, TenantId tenant, CallId call, int most) {
    return Uni.combine()
        .all()
        .unis(
            sql.query(ALONE, tenant.value()), sql.query(OTHERS, tenant.value(), call.value(), most))
        .with((alone, others) -> new Capacity(others.get(0).integer(0), alone.get(0).bool(0)));
  }

  /** The same for whoever has the turn. */
  Uni<List<Waiting>> first(Sql sql, TenantId tenant, int most) {
    return sql.query(FIRST, tenant.value(), most)
        .map(rows -> rows.stream().map(WaitingCallers::waiting).toList());
  }

  /** In whose queues somebody waits for an offer. */
  @AcrossTenants("agents of several organizations get free in one set of facts")
  Uni<List<TenantId>> among(Sql sql, Set<TenantId> organizations) {
    String[] tenants = organizations.stream().map(TenantId::value).toArray(String[]::new);
    return sql.query(AMONG, (Object) tenants)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  /** From 1; 0 for whoever does not wait. */
  Uni<Integer> place(Sql sql, TenantId tenant, CallId call) {
    return sql.query(AHEAD, tenant.value(), call.value()).map(rows -> rows.get(0).integer(0));
  }

  /** Whether the caller has a place, and nobody is being rung: whoever serves the queue comes. */
  Uni<Boolean> awaitsOffer(Sql sql, TenantId tenant, CallId call) {
    return sql.query(AWAITS_OFFER, tenant.value(), call.value()).map(found -> !found.isEmpty());
  }

  /** Who is to be looked after because what should have come has not. */
  @AcrossTenants("callers of all organizations are looked after")
  Uni<List<CallRef>> overdue(Sql sql, Duration slack, int most) {
    return sql.query(
            OVERDUE,
            InboundSettings.DEFAULT.waitSeconds(),
            InboundSettings.DEFAULT.ringSeconds(),
            (int) slack.toSeconds(),
            most)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new CallRef(TenantId.of(row.text(0)), CallId.of(row.text(1))))
                    .toList());
  }

  @AcrossTenants("callers of all organizations are looked after")
  Uni<List<TenantId>> tenants(Sql sql) {
    return sql.query(WITH_CALLERS)
        .map(rows -> rows.stream().map(row -> TenantId.of(row.text(0))).toList());
  }

  private static Waiting waiting(SqlRow row) {
    return new Waiting(
        CallId.of(row.text(0)), row.instant(1), Set.of(row.text(2).strip().split(" +")));
  }
}
