package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls and their facts in the database: the only place that writes them. A call that is to change
 * is read with its row locked, so that two facts of one call are never folded side by side.
 *
 * <p>Keys come sorted and are looked up one after the other ({@code lateral}), so that two
 * transactions that lock the same calls wait for each other instead of deadlocking, and so that the
 * cost is that of the calls asked for: two arrays side by side would be looked up crosswise, each
 * organization with each call.
 */
@ApplicationScoped
class CallSets {
  private static final String WANTED =
      "from unnest($1::text[], $2::text[]) as wanted (tenant, id) cross join lateral ";

  private static final String CALLS =
      "select c.* "
          + WANTED
          + "(%s from calls where tenant = wanted.tenant and id = wanted.id %s) c";

  static final String READ = CALLS.formatted(CallColumns.SELECT, "limit 1");
  static final String LOCK = CALLS.formatted(CallColumns.SELECT, "for update");
  static final String HOLD = CALLS.formatted("select 1", "for update");

  static final String FACTS =
      "select f.* "
          + WANTED
          + """
          (select tenant, call_id, fact_id, leg, carrier_call_id, at, sequence, kind, data
            from call_facts where tenant = wanted.tenant and call_id = wanted.id order by fact_id) f
          """;

  private static final String ADD_FACTS =
      """
      insert into call_facts (tenant, call_id, fact_id, leg, carrier_call_id, at, sequence, kind,
        data, received_at)
      select *, $10::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::text[],
        $5::text[], $6::timestamptz[], $7::int[], $8::text[], $9::text[])
      """;

  private final Clock clock;

  CallSets(Clock clock) {
    this.clock = clock;
  }

  /** For reading. Calls that do not exist are missing in the answer. */
  Uni<Map<CallRef, Call>> read(Sql sql, Collection<CallRef> keys) {
    return load(sql, READ, keys);
  }

  /** For changing: the rows stay locked until the transaction ends. */
  Uni<Map<CallRef, Call>> lock(Sql sql, Collection<CallRef> keys) {
    return load(sql, LOCK, keys);
  }

  /** Locks the rows without reading them. */
  Uni<Void> hold(Sql sql, Collection<CallRef> keys) {
    return sql.query(HOLD, parameters(keys)).replaceWithVoid();
  }

  /** The statements that store what calls have become; together they are one set. */
  List<Uni<?>> store(Sql sql, List<CallChange> changes) {
    Instant now = clock.instant();
    List<CallRow> rows =
        changes.stream()
            .sorted(Comparator.comparing(change -> CallRef.of(change.call())))
            .map(change -> CallRow.of(change, now))
            .toList();
    List<Uni<?>> statements = new ArrayList<>();
    statements.add(
        sql.query(CallColumns.UPSERT, CallColumns.parameters(rows))
            .invoke(stored -> refuseCallsBegunElsewhere(stored.size(), rows.size())));
    List<AddedFact> added = new ArrayList<>();
    for (CallChange change : changes) {
      change.added().forEach(fact -> added.add(new AddedFact(change.call(), fact)));
    }
    if (!added.isEmpty()) {
      statements.add(sql.query(ADD_FACTS, columns(added, now)));
    }
    return statements;
  }

  /**
   * Facts of one call may come on two topics at one moment, and each begins it. Whoever comes
   * second must begin again and find it: what it has made knows nothing of the other's facts.
   */
  private static void refuseCallsBegunElsewhere(int stored, int wanted) {
    if (stored < wanted) {
      throw new FailureException(
          new Failure.NotYet("a call has begun in another transaction at the same moment"));
    }
  }

  /** The facts are read after the rows are locked, so nobody adds one in between. */
  private static Uni<Map<CallRef, Call>> load(Sql sql, String calls, Collection<CallRef> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Object[] wanted = parameters(keys);
    return Uni.join()
        .all(sql.query(calls, wanted), sql.query(FACTS, wanted))
        .andCollectFailures()
        .map(answers -> calls(answers.get(0), answers.get(1)));
  }

  private static Map<CallRef, Call> calls(List<SqlRow> rows, List<SqlRow> factRows) {
    Map<CallRef, List<Fact>> facts = new HashMap<>();
    for (SqlRow row : factRows) {
      facts.computeIfAbsent(key(row), key -> new ArrayList<>()).add(fact(row));
    }
    Map<CallRef, Call> calls = new LinkedHashMap<>();
    for (SqlRow row : rows) {
      CallRef key = key(row);
      calls.put(key, CallColumns.call(row, key, facts.getOrDefault(key, List.of())));
    }
    return calls;
  }

  private static CallRef key(SqlRow row) {
    return new CallRef(TenantId.of(row.text(0)), CallId.of(row.text(1)));
  }

  private static Fact fact(SqlRow row) {
    return new Fact(
        row.text(2),
        LegName.find(row.text(3)),
        CarrierCallId.ofNullable(row.text(4)),
        row.instant(5),
        row.integer(6),
        FactBody.read(row.text(7), row.text(8)));
  }

  private static Object[] columns(List<AddedFact> added, Instant now) {
    return Columns.of(added)
        .text(row -> row.call().tenant())
        .text(row -> row.call().id())
        .text(row -> row.fact().id())
        .text(row -> row.fact().leg() == null ? null : row.fact().leg().wire())
        .text(row -> row.fact().carrierCallId())
        .instant(row -> row.fact().at())
        .integer(row -> row.fact().sequence())
        .text(row -> row.fact().body().kind())
        .text(row -> row.fact().body().json())
        .scalar(now)
        .parameters();
  }

  static Object[] parameters(Collection<CallRef> keys) {
    return Columns.of(keys.stream().distinct().sorted().toList())
        .text(CallRef::tenant)
        .text(CallRef::id)
        .parameters();
  }

  private record AddedFact(Call call, Fact fact) {}
}
