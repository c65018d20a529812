package dev.ramal.calls.call;

import static dev.ramal.events.LegName.LEAD;

import dev.ramal.calls.call.LegAction.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due while a machine is on the phone that nobody of ours is to talk to.
 *
 * <p>A carrier that asks does so when it has found out before the lead is joined. One that found
 * out beside the talk takes the agent out with the lead, and must not lose the lead by that; a lead
 * that never came into the talk leaves the agent there. A carrier that is told says of several
 * things that it said only the last thing's name: one is over before the next begins.
 */
final class MachineActions {
  private MachineActions() {}

  static List<LegAction> of(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    Detection.Stage found = now.detection().stage();
    boolean async = now.detection().isAsync();
    List<LegAction> actions = new ArrayList<>();
    if ((steeredByCommand || async) && now.lead().carrierCallId() != null) {
      if (found instanceof Detection.LetGo) {
        actions.add(LegAction.of(Kind.HANG_UP, LEAD));
      } else if (found instanceof Detection.Beeped beeped) {
        if (!steeredByCommand || !(now.recording() instanceof RecordingProgress.Telling)) {
          actions.add(LegAction.of(Kind.LEAVE_MESSAGE, LEAD));
        } else if (!beeped.decided()) {
          actions.add(LegAction.of(Kind.WAIT, LEAD));
        }
      } else if (found instanceof Detection.Greeting greeting && !greeting.decided()) {
        actions.add(LegAction.of(Kind.WAIT, LEAD));
      }
    }
    boolean apart = !async || (call.hearsMessage() && !now.lead().joined());
    boolean needless =
        steeredByCommand
            ? !(found instanceof Detection.LetGo)
            : apart && found instanceof Detection.Leaving;
    if (needless) {
      now.agents().stream()
          .filter(leg -> leg.open() && leg.carrierCallId() != null)
          .forEach(leg -> actions.add(LegAction.of(Kind.HANG_UP, leg.name())));
    }
    return actions;
  }
}
