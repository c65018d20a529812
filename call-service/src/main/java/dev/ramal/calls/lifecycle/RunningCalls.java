package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls that an agent has at this moment.
 *
 * <p>Failure policy: an agent is rather taken for free while a phone may still ring than kept from
 * calling. What a person hung up is over for that person, whatever the carrier tells; a machine
 * that hears a message, or a lead who was handed over to a number, needs nobody; and a dial whose
 * outcome is unknown counts for a while only, however long the carrier is asked about it.
 */
@ApplicationScoped
public class RunningCalls {
  /** An agent need not have a row anywhere, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('running_calls'), hashtext($1))";

  /** The same of several, as far as nobody has them now. */
  private static final String TURNS =
      """
      select wanted.id from unnest($2::text[]) as wanted (id)
      where pg_try_advisory_xact_lock(
        hashtext('running_calls'), hashtext($1::text || ':' || wanted.id))
      """;

  /**
   * Names of states stand in the text, not in parameters: the index is partial. The hang-up, or the
   * machine, is a value, not a condition: so it is looked up by its key for each call, never
   * joined.
   */
  static final String RUNNING =
      """
      select * from (%s union all %s) as mine order by requested_at desc limit $3::int
      """
          .formatted(
              of("agent_id", "$2", "$3::int", "$4"), of("coming_agent_id", "$2", "$3::int", "$4"));

  /** Which of several agents have one. */
  static final String ANY =
      """
      select wanted.id from unnest($2::text[]) as wanted (id)
      cross join lateral (select id from (%s union all %s) as mine limit 1) c
      """
          .formatted(
              of("agent_id", "wanted.id", "1", "$3"),
              of("coming_agent_id", "wanted.id", "1", "$3"));

  /** The index begins with the organization: all that are looked at are its calls that run. */
  private static final String THROUGH =
      """
      select id, to_number, requested_at from calls
      where tenant = $1 and status in (%s) and (from_number = $2 or to_number = $2) limit 1
      """
          .formatted(
              Arrays.stream(CallStatus.values())
                  .filter(status -> !status.isFinal())
                  .map(status -> "'" + status.name() + "'")
                  .collect(Collectors.joining(", ")));

  /**
   * @param who of the call's two agents: who has it, or who is being rung to take it over
   * @param unknownSince since when a call counts whose dial is unclear
   */
  private static String of(String who, String agent, String most, String unknownSince) {
    return """
    (select id, to_number, requested_at from calls
      where tenant = $1 and %s = %s and status in (%s)
        and (status <> '%s' or requested_at > %s)
        and (select fact_id from call_facts
          where tenant = calls.tenant and call_id = calls.id and fact_id in (%s) limit 1) is null
      order by requested_at desc limit %s)
    """
        .formatted(
            who,
            agent,
            Arrays.stream(CallStatus.values())
                .filter(status -> !status.isFinal())
                .map(status -> "'" + status.name() + "'")
                .collect(Collectors.joining(", ")),
            CallStatus.DIALING_UNKNOWN.name(),
            unknownSince,
            Stream.of(
                    FactBody.HangupAsked.BY_A_PERSON,
                    FactBody.Aside.HANDED_OVER,
                    FactBody.GreetingAwaited.ID,
                    FactBody.LeavingMessage.ID)
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", ")),
            most);
  }

  /** A call that is not over. */
  public record RunningCall(CallId id, String to, Instant requestedAt) {}

  /**
   * The newest first. Whoever asks for the same agent waits, in any replica, until this transaction
   * ends: nobody else begins a call between the answer and what follows from it.
   *
   * @param unknownSince when a call was asked for that still counts while its dial is unclear
   */
  public Uni<List<RunningCall>> lock(
      Sql sql, TenantId tenant, String agentId, int most, Instant unknownSince) {
    Uni<List<SqlRow>> turn = sql.query(TURN, tenant.value() + ":" + agentId);
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(agentId)
            .scalar(most)
            .scalar(unknownSince)
            .parameters();
    return Uni.combine()
        .all()
        .unis(turn, sql.query(RUNNING, parameters))
        .with((mine, rows) -> rows.stream().map(RunningCalls::call).toList());
  }

  /**
   * Which of these agents have no call, of those whose turn nobody has at this moment: it is taken,
   * as {@link #lock} takes it, and nobody is waited for. So many turns cannot be waited for in an
   * order that suits everybody.
   */
  public Uni<Set<String>> takeFree(
      Sql sql, TenantId tenant, Collection<String> agents, Instant unknownSince) {
    if (agents.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    String[] wanted = agents.toArray(String[]::new);
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(wanted)
            .scalar(unknownSince)
            .parameters();
    return Uni.combine()
        .all()
        .unis(sql.query(TURNS, tenant.value(), wanted), sql.query(ANY, parameters))
        .with(
            (taken, engaged) -> {
              Set<String> free = taken.stream().map(row -> row.text(0)).collect(Collectors.toSet());
              engaged.forEach(row -> free.remove(row.text(0)));
              return free;
            });
  }

  /** One of those that show a number, or went to it. */
  public Uni<Optional<RunningCall>> through(Sql sql, TenantId tenant, E164 number) {
    return sql.query(THROUGH, tenant.value(), number.value())
        .map(rows -> rows.stream().findFirst().map(RunningCalls::call));
  }

  private static RunningCall call(SqlRow row) {
    return new RunningCall(CallId.of(row.text(0)), row.text(1), row.instant(2));
  }
}
