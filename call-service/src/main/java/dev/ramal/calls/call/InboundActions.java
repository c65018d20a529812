package dev.ramal.calls.call;

import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.List;

/** Which actions a call needs that somebody else started. */
final class InboundActions {
  private InboundActions() {}

  static List<LegAction> of(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    if (now.over() || now.lead() == null) {
      return List.of();
    }
    if (!now.inbound().isRouted()) {
      return steeredByCommand && mayBeRejected(call)
          ? List.of(LegAction.of(Kind.REJECT, LegName.LEAD))
          : List.of();
    }
    return isEnding(now) ? PendingActions.towardsTheEnd(now) : onwards(call, steeredByCommand);
  }

  /**
   * Whether nobody takes the call, and the caller still rings: one whom somebody else has picked up
   * for, another application of the organization's, is left to them.
   */
  static boolean mayBeRejected(Call call) {
    CallState now = call.state();
    return !now.inbound().isRouted()
        && now.hangupAskedBy() != null
        && now.lead().open()
        && now.lead().carrierCallId() != null
        && !now.lead().answered();
  }

  /** The caller is gone, or has talked to an agent who is gone, or somebody wants the end. */
  static boolean isEnding(CallState now) {
    Stage stage = now.inbound().stage();
    return now.over()
        || now.hangupAskedBy() != null
        || stage == Stage.GONE
        || (stage == Stage.LEFT && !now.isHandedOver())
        || (now.lead() != null && now.lead().unattended() != null);
  }

  private static List<LegAction> onwards(Call call, boolean steeredByCommand) {
    CallState now = call.state();
    List<LegAction> actions = new ArrayList<>();
    for (LegState agent : now.agents()) {
      if (isInVain(agent, now)) {
        PendingActions.end(agent, now).ifPresent(actions::add);
      } else if (agent.offered() && agent.unsent()) {
        actions.add(LegAction.of(Kind.DIAL, agent.name()));
      }
    }
    actions.addAll(steeredByCommand ? steered(call) : asking(now));
    if (now.inbound().stage() == Stage.TALKING) {
      actions.addAll(PendingActions.controls(now, steeredByCommand));
    }
    actions.addAll(TransferActions.of(call, steeredByCommand));
    return actions;
  }

  /** An offer that came too late, or that another one was faster than. */
  private static boolean isInVain(LegState agent, CallState now) {
    return agent.lapsed()
        || (agent.offered() && agent.pending() && now.inbound().stage() != Stage.OFFERED);
  }

  /** Who waits in the conference and is to do something else is sent to ask what. */
  private static List<LegAction> asking(CallState now) {
    Stage stage = now.inbound().stage();
    return stage == Stage.VOICEMAIL || stage == Stage.SENT_AWAY
        ? List.of(LegAction.of(Kind.REDIRECT, LegName.LEAD))
        : List.of();
  }

  private static List<LegAction> steered(Call call) {
    CallState now = call.state();
    List<LegAction> actions = new ArrayList<>();
    for (LegState agent : now.agents()) {
      boolean comes = agent.taken() && !agent.closed() && !agent.joined();
      if (comes && !now.transfers().isInVain(agent.name())) {
        actions.add(LegAction.of(Kind.JOIN, agent.name()));
      }
    }
    if (now.lead().answered()) {
      InboundVoice.due(now)
          .map(due -> PendingActions.toTell(due, LegName.LEAD))
          .ifPresent(actions::add);
    } else if (now.lead().carrierCallId() != null) {
      actions.add(LegAction.of(Kind.ANSWER, LegName.LEAD));
    }
    return actions;
  }
}
