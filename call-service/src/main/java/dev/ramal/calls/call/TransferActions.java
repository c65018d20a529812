package dev.ramal.calls.call;

import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.call.PendingActions.LegAction.Kind;
import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transfer needs: who is to take over is rung, the agent may leave without ending the
 * conference, then does, and the lead is taken off hold, whatever came of it.
 */
final class TransferActions {
  private TransferActions() {}

  static List<LegAction> of(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    Transfer transfer = now.transfer();
    if (transfer == null) {
      return List.of();
    }
    LegState target = now.leg(transfer.target());
    LegState from = now.leg(transfer.asked().from());
    List<LegAction> actions = new ArrayList<>();
    if (transfer.isUnderWay()) {
      if (target.unsent()) {
        actions.add(LegAction.of(Kind.DIAL, target.name()));
      }
      if (!transfer.prepared() && from.open() && now.conferenceId() != null) {
        actions.add(new LegAction(Kind.LET_LEAVE, from.name(), target.name().ordinal()));
      }
    } else if (transfer.stage() != Transfer.Stage.DONE) {
      PendingActions.end(target, now).ifPresent(actions::add);
    }
    if (transfer.stage() == Transfer.Stage.COMPLETING && transfer.prepared()) {
      PendingActions.end(from, now).ifPresent(actions::add);
    }
    if (isToResume(call, transfer) && PendingActions.mayBeDone(now, now.lead(), steeredByCommand)) {
      actions.add(LegAction.of(CallControl.RESUME, LegName.LEAD, now.controls().next()));
    }
    return actions;
  }

  /** Once, by us; afterwards it is the agent's again. */
  private static boolean isToResume(Call call, Transfer transfer) {
    boolean over =
        !transfer.isUnderWay()
            || (transfer.stage() == Transfer.Stage.COMPLETING && transfer.prepared());
    return over
        && !call.state().controls().isOrWillBe(CallControl.RESUME)
        && call.facts().stream().noneMatch(fact -> fact.id().equals(transfer.resumption()));
  }
}
