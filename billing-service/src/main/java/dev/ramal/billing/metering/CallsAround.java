package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls with the same numbers around others, where a tariff counts successive calls as one.
 *
 * <p>Two calls with one number that become known at the same time must see each other: whoever
 * looks waits until the other has committed.
 */
@ApplicationScoped
class CallsAround {
  /** Longer chains of calls fall apart. */
  private static final Duration REACH = Duration.ofHours(6);

  private static final String WAIT =
      """
      select pg_advisory_xact_lock(hashtextextended(number, 7))
      from (select distinct tenant || ' ' || party as number
        from unnest($1::text[], $2::text[]) as given (tenant, party) order by 1) numbers
      """;

  private static final String LOCK =
      """
      select tenant, subject, subject_id, leg, meter, cast(state as text) from metered_uses
      where usage_id in (
        select m.usage_id
        from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
          as given (tenant, party, since, until)
        join metered_uses m on m.tenant = given.tenant and m.party = given.party
          and m.until is not null and m.occurred_at between given.since and given.until)
      order by usage_id for update
      """;

  /** Locked until the transaction ends; those that are reported themselves may be among them. */
  Uni<Map<UsageKey, UsageRecord>> lock(Sql sql, List<Used> calls) {
    Object[] numbers =
        Columns.of(calls)
            .text(call -> call.key().tenant())
            .text(call -> call.usage().party())
            .parameters();
    Object[] around =
        Columns.of(calls)
            .text(call -> call.key().tenant())
            .text(call -> call.usage().party())
            .instant(call -> call.usage().occurredAt().minus(REACH))
            .instant(call -> call.usage().until().plus(REACH))
            .parameters();
    return sql.query(WAIT, numbers)
        .chain(() -> sql.query(LOCK, around))
        .map(
            rows -> {
              Map<UsageKey, UsageRecord> found = new HashMap<>();
              rows.forEach(row -> found.put(key(row), record(row)));
              return found;
            });
  }

  private static UsageKey key(SqlRow row) {
    return new UsageKey(
        TenantId.of(row.text(0)), row.text(1), row.text(2), row.text(3), Meter.of(row.text(4)));
  }

  private static UsageRecord record(SqlRow row) {
    return EventJson.read(row.text(5), StoredUsage.class).toRecord();
  }
}
