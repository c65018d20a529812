package dev.ramal.calls.control;

import dev.ramal.calls.advancing.AdvanceCall;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.Said;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Wants a call to end: the wish is stored with the intents to end its legs. A call that has ended,
 * or that somebody already wants to end, is left as it is, and that is success.
 */
@ApplicationScoped
class HangUp {
  private final TenantTransactions transactions;
  private final TouchCall touch;
  private final AdvanceCall advance;
  private final Clock clock;

  HangUp(TenantTransactions transactions, TouchCall touch, AdvanceCall advance, Clock clock) {
    this.transactions = transactions;
    this.touch = touch;
    this.advance = advance;
    this.clock = clock;
  }

  Uni<Call> run(Actor actor, String id) {
    return transactions.inTenant(
        actor.tenant(), session -> touch.run(session, actor, id).chain(call -> ask(session, call)));
  }

  private Uni<Call> ask(Mutiny.Session session, Call call) {
    Fact wish =
        new Fact("hangup-asked", null, null, clock.instant(), null, new Said.HangupAsked("agent"));
    return advance.run(session, call, List.of(wish), null);
  }
}
