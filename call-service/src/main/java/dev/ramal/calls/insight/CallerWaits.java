package dev.ramal.calls.insight;

import dev.ramal.calls.lifecycle.OldCalls;
import dev.ramal.calls.volume.CallVolumes.Changed;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long callers waited, kept as their waiting ends: in the transaction of the facts that say so,
 * with one statement for a set and none for a set without such a caller. What a later fact corrects
 * is moved.
 */
@ApplicationScoped
class CallerWaits implements OldCalls {
  /** Longer than the service level can be told of. */
  static final Duration KEPT = Duration.ofHours(25);

  /** Sorted, so that two sets wait for each other instead of deadlocking. */
  private static final String MOVE =
      """
      insert into caller_waits as kept (tenant, minute, answered, seconds, callers)
      select * from unnest($1::text[], $2::timestamptz[], $3::boolean[], $4::int[], $5::int[])
      on conflict (tenant, minute, answered, seconds) do update
        set callers = kept.callers + excluded.callers
      """;

  static final String SUM =
      """
      select coalesce(sum(callers), 0)::bigint,
        coalesce(sum(callers) filter (where answered), 0)::bigint,
        coalesce(sum(callers) filter (where answered and seconds <= $3::int), 0)::bigint
      from caller_waits where tenant = $1 and minute >= $2
      """;

  private static final String FORGET = "delete from caller_waits where tenant = $1 and minute < $2";

  /**
   * Callers whose waiting is over.
   *
   * @param answered of them, by an agent
   * @param inTime of those, within the time that was asked for
   */
  record Answered(long callers, long answered, long inTime) {}

  @Override
  public List<Uni<?>> changed(Sql sql, List<Changed> changes) {
    TreeMap<CallerWait, Integer> moved = new TreeMap<>();
    for (Changed change : changes) {
      Optional<CallerWait> before = Optional.ofNullable(change.before()).flatMap(CallerWait::of);
      Optional<CallerWait> now = CallerWait.of(change.after());
      before.ifPresent(wait -> moved.merge(wait, -1, Integer::sum));
      now.ifPresent(wait -> moved.merge(wait, 1, Integer::sum));
    }
    moved.values().removeIf(callers -> callers == 0);
    return moved.isEmpty() ? List.of() : List.of(sql.query(MOVE, parameters(moved)));
  }

  private static Object[] parameters(TreeMap<CallerWait, Integer> moved) {
    return Columns.of(List.copyOf(moved.entrySet()))
        .text(row -> row.getKey().tenant())
        .instant(row -> row.getKey().minute())
        .bool(row -> row.getKey().answered())
        .integer(row -> row.getKey().seconds())
        .integer(Entry::getValue)
        .parameters();
  }

  /**
   * @param since a whole minute
   */
  Uni<Answered> since(Sql sql, TenantId tenant, Instant since, int seconds) {
    Object[] parameters =
        Columns.of(List.of()).scalar(tenant.value()).scalar(since).scalar(seconds).parameters();
    return sql.query(SUM, parameters)
        .map(
            rows ->
                new Answered(rows.get(0).bigint(0), rows.get(0).bigint(1), rows.get(0).bigint(2)));
  }

  Uni<Void> forget(Sql sql, TenantId tenant, Instant before) {
    Object[] parameters = Columns.of(List.of()).scalar(tenant.value()).scalar(before).parameters();
    return sql.query(FORGET, parameters).replaceWithVoid();
  }
}
