package dev.ramal.calls.control;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Asks for the end of a call: that is stored together with the commands that end its legs. A call
 * that has ended, or that somebody already wants to end, is left as it is, and that is success.
 */
@ApplicationScoped
class HangUp {
  private static final FactBody DECLINED = new FactBody.OfferLapsed(FactBody.OfferLapsed.DECLINED);
  private static final FactBody ENDED = new FactBody.HangupAsked(ReleasingParty.AGENT);

  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  HangUp(SqlTransactions transactions, CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  Uni<Call> hangUp(AccessScope scope, String id) {
    return transactions.inTenant(
        scope.tenant(), sql -> calls.lockOwn(sql, scope, id).chain(call -> ask(sql, scope, call)));
  }

  private Uni<Call> ask(Sql sql, AccessScope scope, Call call) {
    return applyFacts.apply(sql, call, List.of(asked(scope.userId(), call, clock.instant())), null);
  }

  /** An agent who is only being rung for a caller ends the ringing; the caller waits on. */
  static Fact asked(String user, Call call, Instant now) {
    return call.state()
        .offerTo(user)
        .map(leg -> new Fact("declined:" + leg.wire(), leg, null, now, null, DECLINED))
        .orElseGet(() -> new Fact(FactBody.HangupAsked.BY_A_PERSON, null, null, now, null, ENDED));
  }
}
