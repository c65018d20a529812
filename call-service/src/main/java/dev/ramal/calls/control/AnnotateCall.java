package dev.ramal.calls.control;

import dev.ramal.calls.advancing.TellEvents;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.Verdict;
import dev.ramal.calls.store.CallStore;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes on a call; after its end the announced end is corrected with what was written. */
@ApplicationScoped
class AnnotateCall {
  private final TenantTransactions transactions;
  private final TouchCall touch;
  private final CallStore calls;
  private final TellEvents tell;

  AnnotateCall(TenantTransactions transactions, TouchCall touch, CallStore calls, TellEvents tell) {
    this.transactions = transactions;
    this.touch = touch;
    this.calls = calls;
    this.tell = tell;
  }

  Uni<Call> run(Actor actor, String id, Annotation wish) {
    return transactions.inTenant(
        actor.tenant(),
        session -> touch.run(session, actor, id).chain(call -> write(session, call, wish)));
  }

  private Uni<Call> write(Mutiny.Session session, Call call, Annotation wish) {
    CallDetails now = call.details();
    Verdict.Applied written =
        call.annotate(
            Annotation.merged(now.notes(), wish.notes()),
            Annotation.merged(now.disposition(), wish.disposition()),
            Annotation.merged(now.campaignId(), wish.campaignId()));
    return calls
        .save(session, written.call(), List.of())
        .chain(() -> tell.run(session, written.call(), written.events(), null))
        .replaceWith(written.call());
  }
}
