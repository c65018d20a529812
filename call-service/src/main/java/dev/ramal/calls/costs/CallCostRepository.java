package dev.ramal.calls.costs;

import dev.ramal.events.CallCostState;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Costs of calls at rest, one row a call. */
@ApplicationScoped
public class CallCostRepository {
  static final String KEEP =
      """
      insert into call_costs as known (tenant, call_id, version, state, cost, price, lines,
        estimated_lines, open_lines, changed_at)
      select tenant, call_id, version, state, cast(cost as numeric), cast(price as numeric), lines,
        estimated_lines, open_lines, changed_at
      from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[],
        $8::int[], $9::int[], $10::timestamptz[])
        as told (tenant, call_id, version, state, cost, price, lines, estimated_lines, open_lines,
          changed_at)
      on conflict (tenant, call_id) do update set version = excluded.version,
        state = excluded.state, cost = excluded.cost, price = excluded.price,
        lines = excluded.lines, estimated_lines = excluded.estimated_lines,
        open_lines = excluded.open_lines, changed_at = excluded.changed_at
      where excluded.version > known.version
      returning tenant, call_id
      """;

  private static final String FIND =
      """
      select version, state, cost, price, lines, estimated_lines, open_lines, changed_at
      from call_costs where tenant = $1 and call_id = $2
      """;

  /**
   * @param costs one for each call, in the order of their keys, so that two sets wait for each
   *     other instead of deadlocking
   * @return the calls of which an earlier version was known, or none
   */
  @AcrossTenants("each cost names its own")
  Uni<List<RowKey>> keep(Sql sql, List<CallCost> costs) {
    return sql.query(
            KEEP,
            Columns.of(costs)
                .text(CallCost::tenant)
                .text(CallCost::callId)
                .integer(CallCost::version)
                .text(cost -> cost.state() == null ? null : cost.state().wire())
                .text(cost -> cost.cost().toPlainString())
                .text(cost -> cost.price().toPlainString())
                .integer(CallCost::lines)
                .integer(CallCost::estimatedLines)
                .integer(CallCost::openLines)
                .instant(CallCost::changedAt)
                .parameters())
        .map(
            rows ->
                rows.stream()
                    .map(row -> RowKey.of(TenantId.of(row.text(0)), row.text(1)))
                    .toList());
  }

  /** Empty while billing has told nothing of the call. */
  public Uni<Optional<CallCost>> find(Sql sql, TenantId tenant, String callId) {
    return sql.query(FIND, tenant.value(), callId)
        .map(rows -> rows.stream().findFirst().map(row -> cost(tenant, callId, row)));
  }

  private static CallCost cost(TenantId tenant, String callId, SqlRow row) {
    return new CallCost(
        tenant,
        callId,
        row.integer(0),
        CallCostState.find(row.text(1)),
        row.decimal(2),
        row.decimal(3),
        row.integer(4),
        row.integer(5),
        row.integer(6),
        row.instant(7));
  }
}
