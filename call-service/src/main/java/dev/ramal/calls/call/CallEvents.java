package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.Direction;
import dev.ramal.events.Leg;
import dev.ramal.events.LegName;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallDenied;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallRequested;
import dev.ramal.events.calls.CallRinging;
import dev.ramal.numbering.Destinations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What others are told: the difference between two states of one call. */
final class CallEvents {
  private CallEvents() {}

  static CallRequested requested(Call call) {
    CallDetails d = call.details();
    return new CallRequested(
        call.id().value(),
        d.agentId(),
        d.agentName(),
        d.direction(),
        d.from(),
        d.to(),
        d.contactId(),
        d.dealId(),
        d.campaignId(),
        d.notes(),
        d.requestedAt());
  }

  static CallDenied denied(Call call, String rule, String evidence) {
    CallDetails d = call.details();
    return new CallDenied(
        call.id().value(),
        d.agentId(),
        d.agentName(),
        d.direction(),
        d.from(),
        d.to(),
        rule,
        evidence,
        d.requestedAt());
  }

  /**
   * Dialled, ringing, answered, costed, told of the recording, recorded: each at most once. Ringing
   * is not told after the answer.
   */
  static List<Record> progress(Call earlier, CallState before, Call call) {
    CallState now = call.state();
    List<Record> events = new ArrayList<>();
    for (LegState leg : now.legs()) {
      LegState was = before.leg(leg.name());
      if (leg.dialed() && (was == null || !was.dialed())) {
        events.add(dialed(call, leg));
      }
      if (leg.cost() != null && (was == null || !leg.cost().equals(was.cost()))) {
        events.add(costed(call, leg));
      }
    }
    if (now.status() == CallStatus.RINGING && rang(now) && !rang(before)) {
      events.add(new CallRinging(call.id().value(), LegName.LEAD, now.lead().ringingAt()));
    }
    if (answered(now) && !answered(before)) {
      events.add(new CallAnswered(call.id().value(), saidBy(call), now.answeredAt()));
    }
    events.addAll(RecordingEvents.progress(before.recording(), call));
    events.addAll(CallerEvents.progress(before, call));
    events.addAll(ControlEvents.progress(before, call));
    events.addAll(TransferEvents.progress(before, call));
    return events;
  }

  /** Of a call that is over. */
  static CallEnded ended(Call call, int revision) {
    CallState now = call.state();
    CallDetails d = call.details();
    CallResult result = now.result();
    LegState lead = now.lead();
    boolean reached = now.legs().stream().anyMatch(LegState::dialed);
    return new CallEnded(
        call.id().value(),
        revision,
        d.agentId(),
        d.agentName(),
        d.direction(),
        d.from(),
        d.to(),
        d.contactId(),
        d.dealId(),
        d.campaignId(),
        reached ? d.carrier() : null,
        reached ? d.connectionId() : null,
        result.outcome(),
        result.cause(),
        result.carrierCause(),
        lead == null ? null : lead.answeredBy(),
        result.hungUpBy(),
        d.destinationClass(),
        result.ringSeconds(),
        result.talkSeconds(),
        d.requestedAt(),
        now.answeredAt(),
        result.endedAt(),
        now.legs().stream().filter(LegState::dialed).map(leg -> leg(call, leg)).toList(),
        now.recording() instanceof RecordingProgress.Begun,
        lead != null && lead.answered() ? now.recording().whyNone() : null,
        d.disposition(),
        d.notes(),
        now.detection().timesUsed(lead));
  }

  private static Leg leg(Call call, LegState leg) {
    String address = address(call, leg);
    return new Leg(
        leg.name(),
        leg.carrierCallId(),
        address,
        leg.name() == LegName.LEAD
            ? call.details().destinationClass()
            : Destinations.ofCall(address),
        leg.outcome(),
        leg.answeredSeconds());
  }

  private static CallDialed dialed(Call call, LegState leg) {
    CallDetails d = call.details();
    Instant at = leg.dialedAt();
    return new CallDialed(
        call.id().value(),
        leg.name(),
        d.carrier(),
        d.connectionId(),
        leg.carrierCallId(),
        leg.name() == LegName.LEAD ? d.from() : d.ourNumber(),
        leg.name() == LegName.LEAD && d.direction() == Direction.INBOUND
            ? d.to()
            : address(call, leg),
        leg.name() == LegName.LEAD ? d.estimatedCost() : null,
        at);
  }

  /** The handle is the cost's own: it may be told before the leg's. */
  private static CallCosted costed(Call call, LegState leg) {
    FactBody.Costed cost = leg.cost();
    Fact told =
        call.facts().stream()
            .filter(fact -> fact.leg() == leg.name() && cost.equals(fact.body()))
            .findFirst()
            .orElseThrow();
    return new CallCosted(
        call.id().value(),
        leg.name(),
        call.details().carrier(),
        told.carrierCallId(),
        cost.money().orElseThrow(),
        cost.billedSeconds(),
        told.at());
  }

  private static String address(Call call, LegState leg) {
    if (leg.address() != null) {
      return leg.address();
    }
    return leg.name() == LegName.LEAD ? call.details().leadNumber() : call.details().agentAddress();
  }

  private static AnsweredBy saidBy(Call call) {
    return call.facts().stream()
        .filter(fact -> fact.leg() == LegName.LEAD && fact.body() instanceof FactBody.Answered)
        .findFirst()
        .map(fact -> ((FactBody.Answered) fact.body()).answeredBy())
        .orElse(null);
  }

  private static boolean rang(CallState before) {
    return before.lead() != null && before.lead().ringingAt() != null;
  }

  private static boolean answered(CallState before) {
    return before.inbound().isRouted()
        ? before.inbound().served()
        : before.lead() != null && before.lead().answerSaid();
  }
}
