package dev.ramal.calls.call;

import dev.ramal.calls.call.ControlBodies.ControlAsked;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a transfer needs: who is to take over is rung, the agent may leave without ending the
 * conference, then does, and the lead is taken off hold, whatever came of it.
 */
final class TransferActions {
  private static final int MOST_RESUMPTIONS = 3;
  private static final Set<CallControl> HOLDING = Set.of(CallControl.HOLD, CallControl.RESUME);

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
    now.agents().stream()
        .filter(leg -> now.transfers().isInVain(leg.name()))
        .forEach(leg -> PendingActions.end(leg, now).ifPresent(actions::add));
    if (transfer.isUnderWay()) {
      if (target.unsent() && transfer.mayRing(now.controls())) {
        actions.add(LegAction.of(Kind.DIAL, target.name()));
      }
      if (!transfer.prepared() && from.open() && now.conferenceId() != null) {
        actions.add(new LegAction(Kind.LET_LEAVE, from.name(), target.name().ordinal()));
      }
    }
    if (transfer.stage() == Transfer.Stage.COMPLETING && transfer.prepared()) {
      PendingActions.end(from, now).ifPresent(actions::add);
    }
    if (isToResume(call, transfer) && PendingActions.mayBeDone(now, now.lead(), steeredByCommand)) {
      actions.add(LegAction.of(CallControl.RESUME, LegName.LEAD, now.controls().next()));
    }
    return actions;
  }

  /**
   * By us once, and again where it was refused and nobody has put the lead on hold since; whoever
   * is on the phone can ask for it, too.
   */
  private static boolean isToResume(Call call, Transfer transfer) {
    boolean over =
        !transfer.isUnderWay()
            || (transfer.stage() == Transfer.Stage.COMPLETING && transfer.prepared());
    return over
        && !call.state().inbound().isWithoutAgent()
        && !call.state().controls().isOrWillBe(CallControl.RESUME)
        && isStillOurs(call.state().controls(), transfer.resumptions(call.facts()));
  }

  private static boolean isStillOurs(Controls controls, List<Fact> resumptions) {
    if (resumptions.isEmpty()) {
      return true;
    }
    Controls.Asked last =
        controls.all().stream()
            .filter(one -> HOLDING.contains(one.control()))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    return last.refusal() != null
        && resumptions.size() < MOST_RESUMPTIONS
        && resumptions.stream()
            .anyMatch(
                fact ->
                    fact.body() instanceof ControlAsked asked && asked.ordinal() == last.ordinal());
  }
}
