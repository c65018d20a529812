package dev.ramal.calls.control;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks for the end of a call: that is stored together with the commands that end its legs. A call
 * that has ended, or that somebody already wants to end, is left as it is, and that is success.
 */
@ApplicationScoped
class HangUp {
  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  HangUp(
      TenantTransactions transactions, CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  Uni<Call> hangUp(AccessScope scope, String id) {
    return transactions.inTenant(
        scope.tenant(),
        session -> calls.lockOwn(session, scope, id).chain(call -> ask(session, call)));
  }

  private Uni<Call> ask(Mutiny.Session session, Call call) {
    Fact asked =
        new Fact(
            FactBody.HangupAsked.BY_A_PERSON,
            null,
            null,
            clock.instant(),
            null,
            new FactBody.HangupAsked(ReleasingParty.AGENT));
    return applyFacts.apply(session, call, List.of(asked), null);
  }
}
