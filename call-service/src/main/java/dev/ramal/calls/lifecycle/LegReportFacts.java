package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.carriers.LegEnding;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a carrier answered when it was asked about a leg, as facts like any other. Ids follow from
 * the carrier's handle, so that asking twice adds nothing twice; what the carrier has told by
 * itself is not added again.
 */
public final class LegReportFacts {
  private LegReportFacts() {}

  /**
   * An end whose time the carrier does not tell counts from the last time that is proven, so that
   * nobody pays for more than that.
   *
   * @param now an answer whose time the carrier does not tell counts from here; its own callback,
   *     if it still comes, is earlier and wins
   */
  public static List<Fact> facts(Call call, LegName leg, LegReport report, Instant now) {
    LegState known = call.state().leg(leg);
    List<Fact> facts = new ArrayList<>();
    boolean answerKnown = known != null && known.answerSaid();
    Instant answered = answeredAt(report, now);
    if (answered != null && !answerKnown) {
      facts.add(fact(leg, report, "answered", answered, new FactBody.Answered(null)));
    }
    if (report.status().over() && (known == null || known.end() == null)) {
      facts.add(fact(leg, report, "ended", endedAt(call, report), ended(report)));
    }
    facts.addAll(cost(call, leg, report, now));
    return facts;
  }

  /**
   * Somebody who was let go with our apology, and lives on at the carrier, is hung up: the carrier
   * may have had another answer in its place. Empty for every other leg.
   */
  public static List<Fact> letGo(Call call, LegName leg, LegReport report, Instant now) {
    LegState known = call.state().leg(leg);
    if (known == null || known.unattended() == null || known.closed() || report.status().over()) {
      return List.of();
    }
    FactBody.HangupAsked asked = new FactBody.HangupAsked(ReleasingParty.SYSTEM);
    String id = "truth:" + report.carrierCallId() + ":lives-on";
    return List.of(new Fact(id, null, null, now, null, asked));
  }

  /** The price alone; empty while the carrier has none. */
  public static List<Fact> cost(Call call, LegName leg, LegReport report, Instant now) {
    LegState known = call.state().leg(leg);
    if (report.price() == null || (known != null && known.cost() != null)) {
      return List.of();
    }
    FactBody.Costed cost =
        new FactBody.Costed(report.price().amount(), report.price().currency(), report.seconds());
    return List.of(fact(leg, report, "cost", now, cost));
  }

  private static Instant endedAt(Call call, LegReport report) {
    if (report.endedAt() != null) {
      return report.endedAt();
    }
    Instant last = call.lastFactAt();
    Instant answered = report.answeredAt();
    return answered != null && answered.isAfter(last) ? answered : last;
  }

  /** Of a leg that talks: since its start, if that is told; its end will tell it better. */
  private static Instant answeredAt(LegReport report, Instant now) {
    if (report.status() != LegStatus.IN_PROGRESS || report.answeredAt() != null) {
      return report.answeredAt();
    }
    return report.startedAt() == null ? now : report.startedAt();
  }

  private static FactBody.Ended ended(LegReport report) {
    LegEnding ending = report.ending();
    if (ending == null) {
      return new FactBody.Ended(CallOutcome.COMPLETED, null, null, "carrier-asked", null);
    }
    return new FactBody.Ended(
        ending.outcome(), report.seconds(), ending.sipCode(), ending.cause(), ending.hungUpBy());
  }

  private static Fact fact(LegName leg, LegReport report, String what, Instant at, FactBody body) {
    String id = "truth:" + report.carrierCallId() + ":" + what;
    return new Fact(id, leg, report.carrierCallId(), at, null, body);
  }
}
