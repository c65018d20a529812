package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.RunningCalls.RunningCall;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which agents have a call that is not over, and the newest of each. A call that its agent hung up
 * counts until the carrier says that it is over: until then the phone is not free. One that was
 * handed over to a number does not. Who is rung to take a call over has it from then on, as has who
 * hands it over until that is done.
 */
@ApplicationScoped
public class EngagedAgents {
  /** Names of states stand in the text, not in parameters: the index is partial. */
  private static final String OF =
      """
      (select id, to_number, requested_at from calls
        where tenant = wanted.tenant and %s = wanted.id and status in (%s)
          and (status <> '%s' or requested_at > $3) and id <> all($4::text[]) %s
        order by requested_at desc limit 1)
      """;

  private static final String NOT_HANDED_OVER =
      """
      and (select fact_id from call_facts where tenant = calls.tenant
            and call_id = calls.id and fact_id = 'handed-over' limit 1) is null
      """;

  static final String NEWEST =
      """
      select wanted.tenant, wanted.id, c.id, c.to_number, c.requested_at
      from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select * from (%s union all %s) as had
        order by requested_at desc limit 1) c
      """
          .formatted(of("agent_id", NOT_HANDED_OVER), of("coming_agent_id", ""));

  private static String of(String who, String besides) {
    String running =
        Arrays.stream(CallStatus.values())
            .filter(status -> !status.isFinal())
            .map(status -> "'" + status.name() + "'")
            .collect(Collectors.joining(", "));
    return OF.formatted(who, running, CallStatus.DIALING_UNKNOWN.name(), besides);
  }

  private final DialingConfig config;
  private final Clock clock;

  EngagedAgents(DialingConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * By agent; those who are on no call are missing.
   *
   * @param agents each its id the user's
   * @param besides calls that do not count, as they end in this transaction
   */
  public Uni<Map<RowKey, RunningCall>> of(
      Sql sql, Collection<RowKey> agents, Collection<CallId> besides) {
    if (agents.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Object[] parameters =
        Columns.of(List.copyOf(agents))
            .text(RowKey::tenant)
            .text(RowKey::id)
            .scalar(clock.instant().minus(config.busyWhileUnknown()))
            .scalar(besides.stream().map(CallId::value).toArray(String[]::new))
            .parameters();
    return sql.query(NEWEST, parameters)
        .map(
            rows -> {
              Map<RowKey, RunningCall> newest = new HashMap<>();
              rows.forEach(
                  row ->
                      newest.put(
                          new RowKey(row.text(0), row.text(1)),
                          new RunningCall(CallId.of(row.text(2)), row.text(3), row.instant(4))));
              return newest;
            });
  }
}
