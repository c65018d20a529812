package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How a call ended of which we took care: completed when an agent took it, else missed. Whoever
 * waited was on the phone for the carrier, who charges it; nobody talked to them.
 */
final class InboundResult {
  /** They left a message, or were asked for one. */
  static final String VOICEMAIL = "voicemail";

  /** An agent of ours did not want it, before anybody took it. */
  private static final String HANGUP_ASKED = "hangup-asked";

  private InboundResult() {}

  /**
   * @param askedBy null unless somebody asked for the end
   */
  static CallResult of(
      List<LegState> legs, LegState lead, InboundProgress inbound, ReleasingParty askedBy) {
    LegState taker = InboundProgress.taker(legs);
    return taker == null ? missed(lead, inbound, askedBy) : talked(legs, lead, taker, askedBy);
  }

  private static CallResult missed(LegState lead, InboundProgress inbound, ReleasingParty askedBy) {
    boolean refused = askedBy == ReleasingParty.AGENT;
    return new CallResult(
        refused ? CallOutcome.CANCELED : CallOutcome.NO_ANSWER,
        refused ? HANGUP_ASKED : cause(lead, inbound.sentTo()),
        null,
        refused ? askedBy : null,
        waited(lead, lead.endedAt()),
        0,
        lead.endedAt());
  }

  private static String cause(LegState lead, FactBody.Routed sentTo) {
    if (lead.unattended() != null) {
      return lead.unattended();
    }
    if (sentTo == null || sentTo.to().equals(FactBody.Routed.QUEUE)) {
      return LegState.ABANDONED;
    }
    return sentTo.to().equals(FactBody.Routed.VOICEMAIL) ? VOICEMAIL : sentTo.why();
  }

  private static CallResult talked(
      List<LegState> legs, LegState lead, LegState taker, ReleasingParty askedBy) {
    LegState last =
        legs.stream()
            .filter(LegState::taken)
            .max(Comparator.comparing(LegState::endedAt))
            .orElse(taker);
    Instant until = last.endedAt().isBefore(lead.endedAt()) ? last.endedAt() : lead.endedAt();
    return new CallResult(
        CallOutcome.COMPLETED,
        null,
        null,
        CallResult.hungUpBy(CallOutcome.COMPLETED, Direction.INBOUND, last, lead, askedBy),
        waited(lead, taker.answeredAt()),
        LegState.seconds(taker.answeredAt(), until),
        lead.endedAt());
  }

  private static int waited(LegState lead, Instant until) {
    return lead.dialed() ? LegState.seconds(lead.dialedAt(), until) : 0;
  }
}
