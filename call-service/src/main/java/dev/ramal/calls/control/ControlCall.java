package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.CallControl;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Asks for something to be done to a call in progress: that is stored together with the command.
 * What the call is already, or will be, is not asked for again; of a call that is ending nothing is
 * asked any more, and that is success.
 */
@ApplicationScoped
class ControlCall {
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  ControlCall(
      SqlTransactions transactions, CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  /**
   * @return the call as it stands; what was asked for is among its open controls until it is done
   */
  Uni<Call> ask(AccessScope scope, String id, CallControl control) {
    return transactions.inTenant(
        scope.tenant(),
        sql -> calls.lockOwn(sql, scope, id).chain(call -> ask(sql, call, control)));
  }

  private Uni<Call> ask(Sql sql, Call call, CallControl control) {
    return hasEnded(call) || call.state().controls().isOrWillBe(checked(call, control))
        ? Uni.createFrom().item(call)
        : applyFacts.apply(sql, call, List.of(asked(call, control)), null);
  }

  /** A call that was in progress and is over, or nearly so. */
  static boolean hasEnded(Call call) {
    return call.state().answeredAt() != null && PendingActions.isEnding(call);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 409 where it cannot be asked for
   */
  static CallControl checked(Call call, CallControl control) {
    CallState now = call.state();
    LegState leg = now.leg(control);
    boolean inProgress = now.status() == CallStatus.IN_PROGRESS || now.status() == CallStatus.HELD;
    if (!inProgress || now.agent() == null || !now.isOnLine(leg)) {
      throw CallProblems.NOT_IN_PROGRESS.exception();
    }
    if (control.isOfRecording() && !mayBeOnFile(now.recording())) {
      throw CallProblems.NOT_RECORDED.exception();
    }
    if (!call.mayBeAsked(control)) {
      throw CallProblems.ASKED_TOO_OFTEN.exception();
    }
    return control;
  }

  /** One that has not begun yet pauses as soon as it has. */
  private static boolean mayBeOnFile(RecordingProgress recording) {
    return recording instanceof RecordingProgress.Begun
        || (!(recording instanceof RecordingProgress.NotWanted) && recording.isOpen());
  }

  private Fact asked(Call call, CallControl control) {
    return asked(call, control, clock.instant());
  }

  static Fact asked(Call call, CallControl control, Instant at) {
    int ordinal = call.state().controls().next();
    return new Fact(
        "control-asked:" + ordinal,
        call.state().leg(control).name(),
        null,
        at,
        null,
        new FactBody.ControlAsked(control, ordinal));
  }
}
