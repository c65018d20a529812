package dev.ramal.calls.commands;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.Step;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps each step of a call once, and changes where it stands, in the caller's transaction. */
@ApplicationScoped
public class CommandStore {
  private static final String ORDER =
      """
      insert into carrier_commands
        (tenant, id, call_id, kind, leg, carrier, connection_id, payload, state, created_at, due_at)
      values (:tenant, :id, :call, :kind, :leg, :carrier, :connection, :payload, 'PENDING', :now, :now)
      on conflict (tenant, call_id, kind, leg) do nothing
      """;

  private static final String DROP =
      """
      update carrier_commands set state = 'DROPPED', settled_at = :now, result = :why
      where tenant = :tenant and call_id = :call and kind = 'DIAL' and leg = :leg
        and state = 'PENDING'
      """;

  private static final String SETTLE =
      """
      update carrier_commands set state = :state, settled_at = :now, result = :result
      where tenant = :tenant and id = :id and state in ('PENDING', 'SENDING', 'UNKNOWN')
      """;

  private static final String POSTPONE =
      """
      update carrier_commands set state = :state, due_at = :due, result = :result
      where tenant = :tenant and id = :id and state in ('SENDING', 'UNKNOWN')
      """;

  private final Clock clock;

  CommandStore(Clock clock) {
    this.clock = clock;
  }

  /** Stores the intent unless the call has this step already. */
  public Uni<Void> order(Mutiny.Session session, Call call, Step step, CommandPayload payload) {
    return session
        .createNativeQuery(ORDER)
        .setParameter("tenant", call.tenant().value())
        .setParameter("id", UuidV7.next().toString())
        .setParameter("call", call.id().value())
        .setParameter("kind", step.kind().name())
        .setParameter("leg", step.leg().name())
        .setParameter("carrier", call.details().carrier().name())
        .setParameter("connection", call.details().connectionId())
        .setParameter("payload", EventJson.write(payload))
        .setParameter("now", clock.instant())
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * Withdraws the dial of a leg.
   *
   * @return false when it is too late: it is being sent, or was
   */
  public Uni<Boolean> drop(
      Mutiny.Session session, TenantId tenant, CallId call, LegName leg, String why) {
    return session
        .createNativeQuery(DROP)
        .setParameter("tenant", tenant.value())
        .setParameter("call", call.value())
        .setParameter("leg", leg.name())
        .setParameter("why", why)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(touched -> touched > 0);
  }

  /** Ends an intent: DONE or REFUSED. */
  public Uni<Void> settle(
      Mutiny.Session session, Command command, CommandState state, String result) {
    return session
        .createNativeQuery(SETTLE)
        .setParameter("tenant", command.tenant().value())
        .setParameter("id", command.id())
        .setParameter("state", state.name())
        .setParameter("result", result)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Lets an intent wait: PENDING to be sent, or UNKNOWN to be asked about. */
  public Uni<Void> postpone(
      Mutiny.Session session, Command command, CommandState state, Duration by, String why) {
    Instant due = clock.instant().plus(by);
    return session
        .createNativeQuery(POSTPONE)
        .setParameter("tenant", command.tenant().value())
        .setParameter("id", command.id())
        .setParameter("state", state.name())
        .setParameter("due", due)
        .setParameter("result", why)
        .executeUpdate()
        .replaceWithVoid();
  }
}
