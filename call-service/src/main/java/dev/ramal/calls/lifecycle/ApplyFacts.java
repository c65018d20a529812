package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds facts to a call inside the caller's transaction: lock, apply, queue the commands that
 * follow, save, publish. Whatever fails rolls all of it back together.
 */
@ApplicationScoped
public class ApplyFacts {
  private final CallRepository calls;
  private final QueueCommands commands;
  private final PublishCallEvents events;

  ApplyFacts(CallRepository calls, QueueCommands commands, PublishCallEvents events) {
    this.calls = calls;
    this.commands = commands;
    this.events = events;
  }

  /**
   * Adds facts to a stored call.
   *
   * @param causation id of the event or command that led here
   * @return the call as it is now; fails with {@link Failure.NotYet} when there is no such call or
   *     a fact cannot be placed yet
   */
  public Uni<Call> apply(
      Mutiny.Session session, TenantId tenant, CallId id, List<Fact> facts, String causation) {
    return calls
        .lock(session, tenant, id)
        .map(
            found ->
                found.orElseThrow(
                    () -> new FailureException(new Failure.NotYet("no call " + id + " yet"))))
        .chain(call -> apply(session, call, facts, causation));
  }

  /**
   * Adds facts to a call whose row this transaction has locked. Without a new fact the actions are
   * asked for all the same: one that came to nothing before may be due again.
   */
  public Uni<Call> apply(Mutiny.Session session, Call locked, List<Fact> facts, String causation) {
    CallProgress heard = CallProgress.of(locked).with(facts);
    if (heard.notYet() != null) {
      return Uni.createFrom().failure(new FailureException(new Failure.NotYet(heard.notYet())));
    }
    return commands
        .queue(session, heard.call())
        .map(heard::with)
        .call(
            advanced ->
                advanced.added().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : save(session, advanced, causation))
        .map(CallProgress::call);
  }

  private Uni<Void> save(Mutiny.Session session, CallProgress advanced, String causation) {
    return calls
        .save(session, advanced.call(), advanced.added())
        .chain(() -> events.publish(session, advanced.call(), advanced.events(), causation));
  }
}
