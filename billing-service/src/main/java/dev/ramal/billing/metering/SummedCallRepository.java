package dev.ramal.billing.metering;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What calls cost, kept as the sum of what their usages come to. */
@ApplicationScoped
class SummedCallRepository {
  /**
   * In one order everywhere, so that two sets wait for each other instead of deadlocking. Whoever
   * adds holds the call until the transaction ends: its versions have no gaps and no forks.
   */
  static final String ADD =
      """
      insert into call_costs as known (tenant, call_id, version, cost, price, lines,
        estimated_lines, open_lines, corrections, changed_at)
      select tenant, call_id, 1, cast(cost as numeric), cast(price as numeric), lines,
        estimated_lines, open_lines, corrections, $9::timestamptz
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[],
        $8::int[]) as added (tenant, call_id, cost, price, lines, estimated_lines, open_lines,
          corrections)
      order by tenant, call_id
      on conflict (tenant, call_id) do update set
        version = known.version + 1, cost = known.cost + excluded.cost,
        price = known.price + excluded.price, lines = known.lines + excluded.lines,
        estimated_lines = known.estimated_lines + excluded.estimated_lines,
        open_lines = known.open_lines + excluded.open_lines,
        corrections = known.corrections + excluded.corrections, changed_at = excluded.changed_at
      returning tenant, call_id, version, cost, price, lines, estimated_lines, open_lines,
        corrections
      """;

  /**
   * @param changes one for each call, in the order of their keys
   * @return what the calls cost with them
   */
  @AcrossTenants("each call names its own")
  Uni<List<SummedCall>> add(Sql sql, List<CallCostChange> changes, Instant now) {
    return sql.query(
            ADD,
            Columns.of(changes)
                .text(change -> change.call().tenant())
                .text(change -> change.call().callId())
                .text(change -> change.cost().amount().toPlainString())
                .text(change -> change.price().amount().toPlainString())
                .integer(CallCostChange::lines)
                .integer(CallCostChange::estimatedLines)
                .integer(CallCostChange::openLines)
                .integer(CallCostChange::corrections)
                .scalar(now)
                .parameters())
        .map(rows -> rows.stream().map(SummedCallRepository::cost).toList());
  }

  private static SummedCall cost(SqlRow row) {
    return new SummedCall(
        new MeteredCall(TenantId.of(row.text(0)), row.text(1)),
        row.integer(2),
        new Money(row.decimal(3), "BRL"),
        new Money(row.decimal(4), "BRL"),
        row.integer(5),
        row.integer(6),
        row.integer(7),
        row.integer(8));
  }
}
