package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
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
            && now.result().outcome() == CallOutcome.NO_ANSWER;
    if (missed) {
      events.add(missed(call));
    }
    return events;
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
