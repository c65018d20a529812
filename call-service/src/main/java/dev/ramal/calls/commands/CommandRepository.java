package dev.ramal.calls.commands;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
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
public class CommandRepository {
  private static final String APPEND =
      """
      insert into carrier_commands
        (tenant, id, call_id, kind, leg, carrier, connection_id, payload, state, created_at, due_at)
      values (:tenant, :id, :call, :kind, :leg, :carrier, :connection, :payload, 'PENDING', :now, :now)
      on conflict (tenant, call_id, kind, leg) do nothing
      """;

  /**
   * A leg that still lives some time after it was hung up is hung up again, under another id: a
   * carrier ignores what it has seen.
   */
  private static final String HANG_UP_AGAIN =
      """
      update carrier_commands
      set id = :id, state = 'PENDING', due_at = :now, attempts = 0, settled_at = null, result = null
      where tenant = :tenant and call_id = :call and kind = 'HANG_UP' and leg = :leg
        and state in ('DONE', 'REFUSED') and settled_at < :before
      """;

  private static final String WITHDRAW =
      """
      update carrier_commands set state = 'DROPPED', settled_at = :now, result = :why
      where tenant = :tenant and call_id = :call and kind = 'DIAL' and leg = :leg
        and state = 'PENDING'
      """;

  private static final String CONCLUDE =
      """
      update carrier_commands set state = :state, settled_at = :now, result = :result
      where tenant = :tenant and id = :id
        and attempts = :attempts and state in ('SENDING', 'UNKNOWN')
      """;

  /** What the carrier took is true whatever others have concluded meanwhile. */
  private static final String TAKEN =
      """
      update carrier_commands set state = 'DONE', settled_at = :now, result = :result
      where tenant = :tenant and id = :id and state in ('PENDING', 'SENDING', 'UNKNOWN')
      """;

  private static final String POSTPONE =
      """
      update carrier_commands set state = :state, due_at = :due, result = :result
      where tenant = :tenant and id = :id
        and attempts = :attempts and state in ('SENDING', 'UNKNOWN')
      """;

  private static final String RIVALS =
      """
      select count(*) from carrier_commands
      where tenant = :tenant and id <> :id and kind = 'DIAL' and state in ('SENDING', 'UNKNOWN')
        and cast(payload as json) ->> 'to' = :to and cast(payload as json) ->> 'from' = :from
      """;

  private final Clock clock;
  private final DialingConfig config;

  CommandRepository(Clock clock, DialingConfig config) {
    this.clock = clock;
    this.config = config;
  }

  /**
   * Stores the intent unless the call has this step already. A hang-up that is asked for again
   * although it was done or refused a while ago is sent again.
   */
  public Uni<Void> append(
      Mutiny.Session session, Call call, LegAction action, CommandPayload payload) {
    Uni<Void> once = appendOnce(session, call, action, payload);
    return action.kind() == LegAction.Kind.HANG_UP
        ? once.chain(() -> hangUpAgain(session, call, action.leg()))
        : once;
  }

  private Uni<Void> hangUpAgain(Mutiny.Session session, Call call, LegName leg) {
    Instant now = clock.instant();
    return session
        .createNativeQuery(HANG_UP_AGAIN)
        .setParameter("tenant", call.tenant().value())
        .setParameter("call", call.id().value())
        .setParameter("leg", leg.name())
        .setParameter("now", now)
        .setParameter("id", UuidV7.next().toString())
        .setParameter("before", now.minus(config.hangUpAgainAfter()))
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Void> appendOnce(
      Mutiny.Session session, Call call, LegAction action, CommandPayload payload) {
    return session
        .createNativeQuery(APPEND)
        .setParameter("tenant", call.tenant().value())
        .setParameter("id", UuidV7.next().toString())
        .setParameter("call", call.id().value())
        .setParameter("kind", action.kind().name())
        .setParameter("leg", action.leg().name())
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
  public Uni<Boolean> withdraw(
      Mutiny.Session session, TenantId tenant, CallId call, LegName leg, String why) {
    return session
        .createNativeQuery(WITHDRAW)
        .setParameter("tenant", tenant.value())
        .setParameter("call", call.value())
        .setParameter("leg", leg.name())
        .setParameter("why", why)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(touched -> touched > 0);
  }

  /**
   * Ends an intent: DONE, REFUSED or DROPPED.
   *
   * @return false when somebody else has concluded it or tries it anew; what was learned of this
   *     attempt is then of no use
   */
  public Uni<Boolean> conclude(
      Mutiny.Session session, Command command, CommandState state, String result) {
    return session
        .createNativeQuery(CONCLUDE)
        .setParameter("tenant", command.tenant().value())
        .setParameter("id", command.id())
        .setParameter("attempts", command.attempts())
        .setParameter("state", state.name())
        .setParameter("result", result)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(touched -> touched > 0);
  }

  /**
   * Ends an intent that the carrier took, in this attempt or in an earlier one.
   *
   * @return false when it was concluded before
   */
  public Uni<Boolean> taken(Mutiny.Session session, Command command, String result) {
    return session
        .createNativeQuery(TAKEN)
        .setParameter("tenant", command.tenant().value())
        .setParameter("id", command.id())
        .setParameter("result", result)
        .setParameter("now", clock.instant())
        .executeUpdate()
        .map(touched -> touched > 0);
  }

  /**
   * Lets an intent wait: PENDING to be sent, or UNKNOWN to be asked about.
   *
   * @return false when somebody else has concluded it or tries it anew
   */
  public Uni<Boolean> postpone(
      Mutiny.Session session, Command command, CommandState state, Duration by, String why) {
    Instant due = clock.instant().plus(by);
    return session
        .createNativeQuery(POSTPONE)
        .setParameter("tenant", command.tenant().value())
        .setParameter("id", command.id())
        .setParameter("attempts", command.attempts())
        .setParameter("state", state.name())
        .setParameter("due", due)
        .setParameter("result", why)
        .executeUpdate()
        .map(touched -> touched > 0);
  }

  /** Whether another dial between the same two numbers has no clear outcome either. */
  public Uni<Boolean> hasRival(Mutiny.Session session, Command dial) {
    return session
        .createNativeQuery(RIVALS, Long.class)
        .setParameter("tenant", dial.tenant().value())
        .setParameter("id", dial.id())
        .setParameter("to", dial.payload().to())
        .setParameter("from", dial.payload().from())
        .getSingleResult()
        .map(rivals -> rivals > 0);
  }
}
