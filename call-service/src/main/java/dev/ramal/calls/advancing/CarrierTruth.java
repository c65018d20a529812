package dev.ramal.calls.advancing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.LegPicture;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.carrier.LegStatus;
import dev.ramal.calls.carrier.LegTruth;
import dev.ramal.events.CallOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a carrier answered when it was asked about a leg, as facts like any other. Ids follow from
 * the carrier's handle, so that asking twice adds nothing twice; what the carrier has told by
 * itself is not added again.
 */
public final class CarrierTruth {
  private CarrierTruth() {}

  /**
   * An end whose time the carrier does not tell counts from the last time that is proven, so that
   * nobody pays for more than that.
   *
   * @param now an answer whose time the carrier does not tell counts from here; its own callback,
   *     if it still comes, is earlier and wins
   */
  public static List<Fact> facts(Call call, LegName leg, LegTruth truth, Instant now) {
    LegPicture known = call.picture().leg(leg);
    List<Fact> facts = new ArrayList<>();
    boolean answerKnown = known != null && known.answerSaid();
    Instant answered = truth.status() == LegStatus.IN_PROGRESS ? now : truth.answeredAt();
    if (answered != null && !answerKnown) {
      facts.add(fact(leg, truth, "answered", answered, new Said.Answered(null)));
    }
    if (truth.status().over() && (known == null || known.end() == null)) {
      facts.add(fact(leg, truth, "ended", endedAt(call, truth), ended(truth)));
    }
    facts.addAll(cost(call, leg, truth, now));
    return facts;
  }

  /** The price alone; empty while the carrier has none. */
  public static List<Fact> cost(Call call, LegName leg, LegTruth truth, Instant now) {
    LegPicture known = call.picture().leg(leg);
    if (truth.price() == null || (known != null && known.cost() != null)) {
      return List.of();
    }
    Said.Costed cost =
        new Said.Costed(truth.price().amount(), truth.price().currency(), truth.seconds());
    return List.of(fact(leg, truth, "cost", now, cost));
  }

  private static Instant endedAt(Call call, LegTruth truth) {
    if (truth.endedAt() != null) {
      return truth.endedAt();
    }
    Instant last = call.lastFactAt();
    Instant answered = truth.answeredAt();
    return answered != null && answered.isAfter(last) ? answered : last;
  }

  private static Said.Ended ended(LegTruth truth) {
    CallOutcome outcome = truth.status().outcome().orElse(CallOutcome.COMPLETED);
    boolean counts = outcome == CallOutcome.COMPLETED && truth.seconds() != null;
    return new Said.Ended(outcome, counts ? truth.seconds() : null, null, "carrier-asked", null);
  }

  private static Fact fact(LegName leg, LegTruth truth, String what, Instant at, Said said) {
    String id = "truth:" + truth.carrierCallId() + ":" + what;
    return new Fact(id, leg, truth.carrierCallId(), at, null, said);
  }
}
