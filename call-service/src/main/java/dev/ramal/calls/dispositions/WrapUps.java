package dev.ramal.calls.dispositions;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls whose agents have still to say how they went. Begins where the organization demands it,
 * ends with the disposition or when its time is over, whatever comes first.
 */
@ApplicationScoped
public class WrapUps {
  /**
   * Begins those that are demanded, and answers all that wait for these agents, the new ones with
   * them.
   */
  static final String BEGIN =
      """
      with begun as (
        insert into wrap_ups (tenant, call_id, user_id, since, until)
        select ended.tenant, ended.call_id, ended.user_id, $6::timestamptz,
          case when s.wrap_up_seconds > 0 then $6::timestamptz + make_interval(secs => s.wrap_up_seconds) end
        from unnest($3::text[], $4::text[], $5::text[]) as ended (tenant, call_id, user_id)
        cross join lateral (select wrap_up_seconds from disposition_settings
          where tenant = ended.tenant and wrap_up) s
        on conflict (tenant, call_id) do nothing
        returning tenant, user_id, call_id, since, until)
      select * from begun
      union all
      select w.* from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select tenant, user_id, call_id, since, until from wrap_ups
        where tenant = wanted.tenant and user_id = wanted.id and (until is null or until > $6)) w
      """;

  private static final String END =
      "delete from wrap_ups where tenant = $1 and call_id = $2 returning tenant, user_id, call_id,"
          + " since, until";

  private static final String LATE =
      """
      delete from wrap_ups where ctid = any(array(
        select ctid from wrap_ups where until <= $1 order by until limit $2::int
        for update skip locked))
      returning tenant, user_id, call_id, since, until
      """;

  private static final String CUT =
      "update wrap_ups set until = $2 where tenant = $1 and (until is null or until > $2)";

  private final Clock clock;

  WrapUps(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param agent its id the user's
   * @param until when the agent is free all the same; null for never
   */
  public record WrapUp(RowKey agent, CallId call, Instant since, Instant until) {}

  /** What waits for agents, the newest of each; those without one are missing. */
  public Uni<Map<RowKey, WrapUp>> of(Sql sql, Collection<RowKey> agents) {
    return begin(sql, agents, List.of());
  }

  /**
   * The same, after calls have ended that may have to be wrapped up.
   *
   * @param ended calls without a disposition, each with an agent who was on it
   */
  public Uni<Map<RowKey, WrapUp>> begin(
      Sql sql, Collection<RowKey> agents, Collection<Call> ended) {
    if (agents.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<Object> parameters = new ArrayList<>();
    Columns<RowKey> wanted = Columns.of(List.copyOf(agents));
    parameters.addAll(List.of(wanted.text(RowKey::tenant).text(RowKey::id).parameters()));
    Columns<Call> over = Columns.of(List.copyOf(ended));
    parameters.addAll(
        List.of(
            over.text(Call::tenant)
                .text(Call::id)
                .text(call -> call.details().agentId())
                .scalar(clock.instant())
                .parameters()));
    return sql.query(BEGIN, parameters.toArray()).map(WrapUps::newest);
  }

  /** Ends that of a call; empty when there was none. */
  public Uni<Optional<WrapUp>> end(Sql sql, TenantId tenant, CallId call) {
    return sql.query(END, tenant.value(), call.value())
        .map(rows -> rows.stream().findFirst().map(WrapUps::read));
  }

  /** The organization demands none any more: all are over now, and ended with the next round. */
  Uni<Void> cut(Sql sql, TenantId tenant) {
    return sql.query(CUT, tenant.value(), clock.instant().atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  /** Ends those whose time is over. */
  @AcrossTenants("one round for all organizations")
  public Uni<List<WrapUp>> endLate(Sql sql, int most) {
    Object[] parameters = Columns.of(List.of()).scalar(clock.instant()).scalar(most).parameters();
    return sql.query(LATE, parameters).map(rows -> rows.stream().map(WrapUps::read).toList());
  }

  private static Map<RowKey, WrapUp> newest(List<SqlRow> rows) {
    Map<RowKey, WrapUp> newest = new HashMap<>();
    rows.stream()
        .map(WrapUps::read)
        .forEach(
            each ->
                newest.merge(
                    each.agent(),
                    each,
                    (one, other) -> one.since().isBefore(other.since()) ? other : one));
    return newest;
  }

  private static WrapUp read(SqlRow row) {
    return new WrapUp(
        new RowKey(row.text(0), row.text(1)),
        CallId.of(row.text(2)),
        row.instant(3),
        row.instant(4));
  }
}
