package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.Transfer;
import dev.ramal.events.CallControl;
import java.time.Instant;
import java.util.Optional;

/** What is true of a call that is handed over once it is stored. */
final class HandOver {
  private HandOver() {}

  /** Who handed it over to a number is free: the agents' guard looks for this fact. */
  static Optional<Fact> done(Call call, Instant now) {
    String id = FactBody.Aside.HANDED_OVER;
    Transfer transfer = call.state().transfer();
    return transfer == null
            || !transfer.isToNumber()
            || call.facts().stream().anyMatch(fact -> fact.id().equals(id))
        ? Optional.empty()
        : Optional.of(
            new Fact(id, transfer.target(), null, now, null, new FactBody.Aside(id, null)));
  }

  /** That the lead is resumed after it was asked for by nobody: the asking is a fact. */
  static Optional<Fact> resumption(Call call, LegAction action, Instant now) {
    boolean asked =
        call.state().controls().all().stream().anyMatch(one -> one.ordinal() == action.turn());
    return asked
        ? Optional.empty()
        : Optional.of(
            new Fact(
                call.state().transfer().resumption(call.facts()),
                action.leg(),
                null,
                now,
                null,
                new FactBody.ControlAsked(CallControl.RESUME, action.turn())));
  }
}
