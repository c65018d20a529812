package dev.ramal.calls.advancing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.store.CallStore;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds facts to a call inside the caller's transaction: lock, apply, store the steps that follow,
 * save, tell. Whatever fails rolls all of it back together.
 */
@ApplicationScoped
public class AdvanceCall {
  private final CallStore calls;
  private final OrderSteps orders;
  private final TellEvents tell;

  AdvanceCall(CallStore calls, OrderSteps orders, TellEvents tell) {
    this.calls = calls;
    this.orders = orders;
    this.tell = tell;
  }

  /**
   * Adds facts to a stored call.
   *
   * @param causation id of the event or command that led here
   * @return the call as it is now; fails with {@link Failure.NotYet} when there is no such call or
   *     a fact cannot be placed yet
   */
  public Uni<Call> run(
      Mutiny.Session session, TenantId tenant, CallId id, List<Fact> facts, String causation) {
    return calls
        .lock(session, tenant, id)
        .map(
            found ->
                found.orElseThrow(
                    () -> new FailureException(new Failure.NotYet("no call " + id + " yet"))))
        .chain(call -> run(session, call, facts, causation));
  }

  /**
   * Adds facts to a call whose row this transaction has locked. Without a new fact the steps are
   * asked for all the same: one that came to nothing before may be due again.
   */
  public Uni<Call> run(Mutiny.Session session, Call locked, List<Fact> facts, String causation) {
    Advance heard = Advance.of(locked).with(facts);
    if (heard.notYet() != null) {
      return Uni.createFrom().failure(new FailureException(new Failure.NotYet(heard.notYet())));
    }
    return orders
        .run(session, heard.call())
        .map(heard::with)
        .call(
            advanced ->
                advanced.added().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : keep(session, advanced, causation))
        .map(Advance::call);
  }

  private Uni<Void> keep(Mutiny.Session session, Advance advanced, String causation) {
    return calls
        .save(session, advanced.call(), advanced.added())
        .chain(() -> tell.run(session, advanced.call(), advanced.events(), causation));
  }
}
