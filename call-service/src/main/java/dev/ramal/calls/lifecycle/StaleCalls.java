package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds calls to ask about. Each claim marks what it takes and skips what another replica holds, so
 * that two janitors share the work.
 */
@ApplicationScoped
public class StaleCalls {
  /** The queue of questions about legs whose state is in doubt. Stands in every row of the jobs. */
  public static final String QUESTIONS = "stale-calls";

  /** Names of states stand in the text, not in parameters: the index of open calls is partial. */
  private static final String CLAIM =
      """
      update calls set checked_at = $1
      where (tenant, id) in (
        select tenant, id from calls
        where (status in (%s) and checked_at < $2)
           or (status in (%s) and checked_at < $3)
           or (status in (%s) and checked_at < $4)
        order by checked_at limit $5 for update skip locked)
      returning tenant, id, connection_id
      """
          .formatted(
              words(CallStatus.DIALING, CallStatus.DIALING_UNKNOWN),
              words(CallStatus.RINGING),
              words(CallStatus.IN_PROGRESS, CallStatus.HELD));

  /**
   * A call of which nothing was heard for too long.
   *
   * @param connectionId of the account it goes through; null while it has none
   */
  public record StaleCall(CallRef key, String connectionId) {}

  /** How long a call may be silent in a state. */
  public record Patience(Duration dialing, Duration ringing, Duration talking) {}

  /** The ones that have been silent longest, of all organizations. */
  @AcrossTenants("the janitor looks after all calls")
  public Uni<List<StaleCall>> claim(Sql sql, Patience patience, Instant now, int most) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(now)
            .scalar(now.minus(patience.dialing()))
            .scalar(now.minus(patience.ringing()))
            .scalar(now.minus(patience.talking()))
            .scalar(most)
            .parameters();
    return sql.query(CLAIM, parameters).map(rows -> rows.stream().map(StaleCalls::stale).toList());
  }

  private static StaleCall stale(SqlRow row) {
    CallRef key = new CallRef(TenantId.of(row.text(0)), CallId.of(row.text(1)));
    return new StaleCall(key, row.text(2));
  }

  private static String words(CallStatus... states) {
    return Arrays.stream(states)
        .map(state -> "'" + state.name() + "'")
        .collect(Collectors.joining(", "));
  }
}
