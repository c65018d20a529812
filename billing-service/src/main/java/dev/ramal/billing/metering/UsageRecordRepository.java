package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Usage records at rest; see {@link StoredUsage}. */
@ApplicationScoped
public class UsageRecordRepository {
  static final String KEY = "tenant, subject, subject_id, leg, meter";

  /** In one order everywhere, so that two replicas wait for each other instead of deadlocking. */
  static final String LOCK =
      "select "
          + KEY
          + ", cast(state as text), version from metered_uses"
          + " where usage_id = any($1) order by usage_id for update";

  /** The same with the calls around some, by their numbers. */
  static final String LOCK_WITH_CALLS_AROUND =
      "select "
          + KEY
          + """
          , cast(state as text), version from metered_uses
          where usage_id = any($1 || array(
            select m.usage_id
            from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
              as given (tenant, party, since, until)
            cross join lateral (
              select usage_id from metered_uses
              where tenant = given.tenant and party = given.party and until is not null
                and occurred_at between given.since and given.until
              order by occurred_at limit 1000) m))
          order by usage_id for update
          """;

  /**
   * Two calls with one number that become known at the same time must see each other: whoever looks
   * waits, before it locks anything, until the other has committed.
   */
  private static final String WAIT_FOR_NUMBERS =
      """
      select pg_advisory_xact_lock(hashtextextended(number, 7))
      from (select distinct tenant || ' ' || party as number
        from unnest($1::text[], $2::text[]) as given (tenant, party) order by 1) numbers
      """;

  /** Longer chains of calls fall apart. */
  private static final Duration AROUND = Duration.ofHours(6);

  private static final String COLUMNS =
      """
      (usage_id, tenant, subject, subject_id, leg, meter, status, reason, destination_class,
        occurred_at, party, until, state, carrier, carrier_ref, connection_id, estimated, version,
        changed_at)
      select cast(usage_id as uuid), tenant, subject, subject_id, leg, meter, status, reason,
        destination_class, occurred_at, party, until, cast(state as jsonb), carrier, carrier_ref,
        connection_id, estimated, version, now()
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::text[], $12::timestamptz[],
        $13::text[], $14::text[], $15::text[], $16::text[], $17::boolean[], $18::int[])
        as given (usage_id, tenant, subject, subject_id, leg, meter, status, reason,
          destination_class, occurred_at, party, until, state, carrier, carrier_ref, connection_id,
          estimated, version)
      """;

  private static final String ADD =
      "insert into metered_uses "
          + COLUMNS
          + " order by 1 on conflict do nothing returning usage_id";

  private static final String SAVE =
      "insert into metered_uses "
          + COLUMNS
          + """
           on conflict (usage_id) do update set
             status = excluded.status, reason = excluded.reason,
             destination_class = excluded.destination_class, occurred_at = excluded.occurred_at,
             party = excluded.party, until = excluded.until, state = excluded.state,
             carrier = excluded.carrier, carrier_ref = excluded.carrier_ref,
             connection_id = excluded.connection_id, estimated = excluded.estimated,
             version = excluded.version, changed_at = excluded.changed_at
          """;

  /**
   * The records that there are, locked until the transaction ends.
   *
   * @param joined calls whose neighbours are needed, too
   */
  Uni<LockedUsages> lock(Sql sql, Set<UsageKey> keys, List<Used> joined) {
    Object ids = keys.stream().map(UsageKey::usageId).toArray(UUID[]::new);
    Uni<List<SqlRow>> rows =
        joined.isEmpty()
            ? sql.query(LOCK, ids)
            : sql.query(WAIT_FOR_NUMBERS, numbers(joined).parameters())
                .chain(() -> sql.query(LOCK_WITH_CALLS_AROUND, around(ids, joined)));
    return rows.map(
        found -> {
          Map<UsageKey, UsageRecord> records = new HashMap<>();
          Map<UsageKey, Integer> versions = new HashMap<>();
          for (SqlRow row : found) {
            records.put(key(row), record(row));
            versions.put(key(row), row.integer(6));
          }
          return new LockedUsages(records, versions);
        });
  }

  private static Columns<Used> numbers(List<Used> calls) {
    return Columns.of(calls).text(call -> call.key().tenant()).text(call -> call.usage().party());
  }

  static Object[] around(Object ids, List<Used> calls) {
    Object[] given =
        numbers(calls)
            .instant(call -> call.usage().occurredAt().minus(AROUND))
            .instant(call -> call.usage().until().plus(AROUND))
            .parameters();
    return Stream.concat(Stream.of(ids), Stream.of(given)).toArray();
  }

  private static UsageKey key(SqlRow row) {
    return new UsageKey(
        TenantId.of(row.text(0)), row.text(1), row.text(2), row.text(3), Meter.of(row.text(4)));
  }

  private static UsageRecord record(SqlRow row) {
    return EventJson.read(row.text(5), StoredUsage.class).toRecord();
  }

  /**
   * Saves what has changed. When somebody else has added one of the records in the meantime,
   * nothing of the set counts: it has to be read again.
   */
  Uni<Void> save(Sql sql, UsageSet usages) {
    List<Changed> added = new ArrayList<>();
    List<Changed> known = new ArrayList<>();
    usages
        .changed()
        .forEach(
            (key, record) ->
                (usages.isStored(key) ? known : added)
                    .add(Changed.of(key, record, usages.version(key))));
    return Sql.together(List.of(add(sql, added), save(sql, known)));
  }

  private static Uni<?> add(Sql sql, List<Changed> added) {
    return added.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(ADD, parameters(added))
            .invoke(
                rows -> {
                  if (rows.size() < added.size()) {
                    throw new FailureException(
                        new Failure.Transient("a usage was added by somebody else", null));
                  }
                });
  }

  private static Uni<?> save(Sql sql, List<Changed> known) {
    return known.isEmpty() ? Uni.createFrom().voidItem() : sql.query(SAVE, parameters(known));
  }

  private static Object[] parameters(List<Changed> changed) {
    return Columns.of(changed)
        .text(row -> row.key().usageId())
        .text(row -> row.key().tenant())
        .text(row -> row.key().subject())
        .text(row -> row.key().subjectId())
        .text(row -> row.key().leg())
        .text(row -> row.key().meter().wire())
        .text(row -> row.stored().status())
        .text(row -> row.stored().reason())
        .text(row -> row.usage() == null ? null : row.usage().destinationClass())
        .instant(row -> row.usage() == null ? null : row.usage().occurredAt())
        .text(row -> row.usage() == null ? null : row.usage().party())
        .instant(row -> row.usage() == null ? null : row.usage().until())
        .text(row -> EventJson.write(row.stored()))
        .text(Changed::carrier)
        .text(row -> row.reference().id())
        .text(row -> row.reference().connectionId())
        .bool(row -> row.stored().isEstimated(row.key()))
        .integer(Changed::version)
        .parameters();
  }

  private record Changed(UsageKey key, StoredUsage stored, int version) {
    static Changed of(UsageKey key, UsageRecord record, int version) {
      return new Changed(key, StoredUsage.of(record), version);
    }

    Usage usage() {
      return stored.usage();
    }

    CarrierReference reference() {
      return CarrierReference.of(stored.reference());
    }

    String carrier() {
      return usage() == null || usage().carrier() == null ? null : usage().carrier().wire();
    }
  }
}
