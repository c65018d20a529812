package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.calls.VoicemailLeft;
import java.util.ArrayList;
import java.util.List;

/** What others are told of callers: a message that was left, a call that nobody took; each once. */
final class CallerEvents {
  private CallerEvents() {}

  static List<Record> progress(CallState before, Call call) {
    CallState now = call.state();
    List<Record> events = new ArrayList<>();
    if (now.inbound().messageLeft() && !before.inbound().messageLeft()) {
      events.add(left(call));
    }
    boolean missed =
        call.details().direction() == Direction.INBOUND
            && now.over()
            && !before.over()
            && call.revision() == Call.NEVER_ENDED
            && reachedNobody(now);
    if (missed) {
      events.add(missed(call));
    }
    return events;
  }

  /**
   * Of whom we take care, whoever was not answered. Of others, too: whether the carrier apologizes
   * to them, is told to reject them, or they give up before; but nobody whom we left to ring and
   * whom somebody else turned away, or one of ours.
   */
  private static boolean reachedNobody(CallState now) {
    CallOutcome how = now.result().outcome();
    if (how == CallOutcome.NO_ANSWER) {
      return true;
    }
    if (now.inbound().isRouted() || now.lead().answered()) {
      return false;
    }
    return how == CallOutcome.BUSY && now.hangupAskedBy() == ReleasingParty.SYSTEM
        || how == CallOutcome.CANCELED && now.hangupAskedBy() != ReleasingParty.AGENT;
  }

  private static CallMissed missed(Call call) {
    CallDetails details = call.details();
    CallResult result = call.state().result();
    return new CallMissed(
        call.id().value(),
        details.agentId(),
        details.from(),
        details.to(),
        result.cause(),
        call.state().inbound().sentAwayFor(),
        LegState.seconds(details.requestedAt(), result.endedAt()),
        result.endedAt());
  }

  private static VoicemailLeft left(Call call) {
    Fact told =
        call.facts().stream()
            .filter(fact -> fact.body() instanceof FactBody.Aside)
            .filter(fact -> ((FactBody.Aside) fact.body()).what().equals(FactBody.Aside.RECORDED))
            .findFirst()
            .orElseThrow();
    CallDetails details = call.details();
    return new VoicemailLeft(
        call.id().value(),
        details.agentId(),
        details.from(),
        details.to(),
        ((FactBody.Aside) told.body()).detail(),
        told.at());
  }
}
