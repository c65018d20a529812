package dev.ramal.calls.inbound;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
      "update waiting_callers set offered = true where tenant = $1 and call_id = $2";

  private static final String LEAVE =
      "delete from waiting_callers where tenant = $1 and call_id = $2";

  static final String FIRST =
      """
      select call_id, since, tried from waiting_callers
      where tenant = $1 and not offered order by since, call_id limit $2::int
      """;

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

  /** Nobody else is rung for this caller meanwhile. */
  Uni<Void> offer(Sql sql, TenantId tenant, CallId call) {
    return sql.query(OFFER, tenant.value(), call.value()).replaceWithVoid();
  }

  Uni<Void> leave(Sql sql, TenantId tenant, CallId call) {
    return sql.query(LEAVE, tenant.value(), call.value()).replaceWithVoid();
  }

  /** Who waits for an offer, in order; until this transaction ends nobody else asks. */
  Uni<List<Waiting>> lock(Sql sql, TenantId tenant, int most) {
    return sql.query(TURN, tenant.value())
        .chain(() -> sql.query(FIRST, tenant.value(), most))
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

  private static Waiting waiting(SqlRow row) {
    return new Waiting(
        CallId.of(row.text(0)), row.instant(1), Set.of(row.text(2).strip().split(" +")));
  }
}
