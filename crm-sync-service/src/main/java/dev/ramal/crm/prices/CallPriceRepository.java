package dev.ramal.crm.prices;

import static java.time.ZoneOffset.UTC;

import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prices of calls at rest. */
@ApplicationScoped
public class CallPriceRepository {
  private static final String KEEP =
      """
      insert into call_price as known (tenant, call_id, version, state, cost, price, open_lines,
        told_at)
      select tenant, call_id, version, state, cast(cost as numeric), cast(price as numeric),
        open_lines, now()
      from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[],
        $7::int[]) as told (tenant, call_id, version, state, cost, price, open_lines)
      on conflict (tenant, call_id) do update set version = excluded.version,
        state = excluded.state, cost = excluded.cost, price = excluded.price,
        open_lines = excluded.open_lines, told_at = excluded.told_at
      where excluded.version > known.version
      """;

  /** Of organizations that want it, and only where nothing is missing in it. */
  private static final String FOR_NOTES =
      """
      select wanted.tenant, wanted.call_id, p.price
      from unnest($1::text[], $2::text[]) as wanted (tenant, call_id)
      join note_settings s on s.tenant = wanted.tenant and s.price
      cross join lateral (select price from call_price
        where tenant = wanted.tenant and call_id = wanted.call_id and open_lines = 0) p
      """;

  private static final String PURGE =
      """
      delete from call_price where ctid = any(array(select ctid from call_price
        where told_at < $1 order by told_at limit $2::int for update skip locked))
      returning 1
      """;

  /**
   * @param prices one for each call, in the order of their keys, so that two sets wait for each
   *     other instead of deadlocking
   */
  @AcrossTenants("each price names its own")
  Uni<Void> keep(Sql sql, List<CallPrice> prices) {
    return sql.query(
            KEEP,
            Columns.of(prices)
                .text(CallPrice::tenant)
                .text(CallPrice::callId)
                .integer(CallPrice::version)
                .text(price -> price.state() == null ? null : price.state().wire())
                .text(price -> price.cost().toPlainString())
                .text(price -> price.price().toPlainString())
                .integer(CallPrice::openLines)
                .parameters())
        .replaceWithVoid();
  }

  /**
   * What notes are to say, by the call, of any organizations; those of which it is not known, or
   * whose organization does not want it, are missing.
   */
  public Uni<Map<RowKey, Money>> forNotes(Sql sql, Collection<RowKey> calls) {
    return sql.query(
            FOR_NOTES,
            Columns.of(calls.stream().distinct().toList())
                .text(RowKey::tenant)
                .text(RowKey::id)
                .parameters())
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> new RowKey(row.text(0), row.text(1)),
                            row -> new Money(row.decimal(2), "BRL"))));
  }

  /**
   * Deletes some prices that nobody needs any more.
   *
   * @return how many
   */
  @AcrossTenants("records of every organization are kept for the same time")
  public Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }
}
