package dev.ramal.calls.control;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.history.UnknownCall;
import dev.ramal.calls.store.CallStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds and locks the call a person wants to change; a call that is not theirs does not exist. */
@ApplicationScoped
class TouchCall {
  private final CallStore calls;

  TouchCall(CallStore calls) {
    this.calls = calls;
  }

  Uni<Call> run(Mutiny.Session session, Actor actor, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(UnknownCall.problem());
    }
    return calls
        .lock(session, actor.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> actor.mayTouch(call.details().agentId()))
                    .orElseThrow(UnknownCall::problem));
  }
}
