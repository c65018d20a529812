package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The calls that an agent has at this moment. */
@ApplicationScoped
public class RunningCalls {
  /** An agent need not have a row anywhere, so that there is nothing else to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('running_calls'), hashtext($1))";

  /** Names of states stand in the text, not in parameters: the index is partial. */
  static final String RUNNING =
      """
      select id, to_number, requested_at from calls
      where tenant = $1 and agent_id = $2 and status in (%s)
      order by requested_at desc limit $3::int
      """
          .formatted(
              Arrays.stream(CallStatus.values())
                  .filter(status -> !status.isFinal())
                  .map(status -> "'" + status.name() + "'")
                  .collect(Collectors.joining(", ")));

  /** A call that is not over. */
  public record RunningCall(CallId id, String to, Instant requestedAt) {}

  /**
   * The newest first. Whoever asks for the same agent waits, in any replica, until this transaction
   * ends: nobody else begins a call between the answer and what follows from it.
   */
  public Uni<List<RunningCall>> lock(Sql sql, TenantId tenant, String agentId, int most) {
    Uni<List<SqlRow>> turn = sql.query(TURN, tenant.value() + ":" + agentId);
    return Uni.combine()
        .all()
        .unis(turn, sql.query(RUNNING, tenant.value(), agentId, most))
        .with((mine, rows) -> rows.stream().map(RunningCalls::call).toList());
  }

  private static RunningCall call(SqlRow row) {
    return new RunningCall(CallId.of(row.text(0)), row.text(1), row.instant(2));
  }
}
