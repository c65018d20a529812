package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.kit.access.AccessScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds and locks the call a person wants to change; a call that is not theirs does not exist. */
@ApplicationScoped
class LockOwnCall {
  private final CallRepository calls;

  LockOwnCall(CallRepository calls) {
    this.calls = calls;
  }

  Uni<Call> lock(Mutiny.Session session, AccessScope scope, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(CallProblems.UNKNOWN_CALL.exception());
    }
    return calls
        .lock(session, scope.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> scope.mayChange(call.details().agentId()))
                    .orElseThrow(CallProblems.UNKNOWN_CALL::exception));
  }
}
