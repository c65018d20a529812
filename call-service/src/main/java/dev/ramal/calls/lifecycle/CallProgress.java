package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Route;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A locked call on its way through the facts of one transaction. */
final class CallProgress {
  private final String inboundHandle;
  private final List<Fact> added = new ArrayList<>();
  private final List<PublishedEvent> published = new ArrayList<>();
  private final List<StrayLeg> strays = new ArrayList<>();
  private final Call before;
  private Call call;
  private String lastCausation;

  private CallProgress(Call before, Call call, String inboundHandle) {
    this.before = before;
    this.call = call;
    this.inboundHandle = inboundHandle;
  }

  static CallProgress of(Call locked) {
    return new CallProgress(locked, locked, null);
  }

  /** Of a call that is not stored yet. */
  static CallProgress begun(Call call, String inboundHandle) {
    return new CallProgress(null, call, inboundHandle);
  }

  Call call() {
    return call;
  }

  String lastCausation() {
    return lastCausation;
  }

  boolean isOverAndChanged() {
    return isOver(call) && hasChanged();
  }

  boolean hasChanged() {
    return !added.isEmpty();
  }

  /** Which agents have got the call by all of this, and which have it no longer. */
  List<AgentMove> moves() {
    return AgentMove.between(before, call, lastCausation);
  }

  CallChange change() {
    return new CallChange(
        call,
        List.copyOf(added),
        List.copyOf(published),
        inboundHandle != null,
        inboundHandle,
        before);
  }

  /** Legs that another carrier than the call's turned out to have. */
  List<StrayLeg> strays() {
    return List.copyOf(strays);
  }

  void apply(ArrivedFact arrived, PublishCallEvents events) {
    Transition transition = call.apply(fact(arrived));
    if (transition instanceof Transition.NotYet early) {
      arrived.refuse(new Failure.NotYet(early.reason()));
      return;
    }
    lastCausation = arrived.causation();
    if (transition instanceof Transition.Applied applied) {
      call = applied.call();
      added.add(call.fact(arrived.fact().id()));
      published.addAll(events.of(call, applied.events(), arrived.causation()));
    }
  }

  /**
   * As the call takes it: what is told of a way that came to nothing moves it no more. Who had
   * proved not to have the leg and has it all the same must end it.
   */
  private Fact fact(ArrivedFact arrived) {
    Fact fact = arrived.fact();
    Carrier now = call.details().carrier();
    if (arrived.by() == null || now == null || arrived.by().equals(now)) {
      return fact;
    }
    Optional<Route> given =
        call.routes().stream().filter(way -> way.carrier().equals(arrived.by())).findFirst();
    if (given.isEmpty()) {
      return fact;
    }
    if (fact.leg() != null && fact.body().provesLeg() && !(fact.body() instanceof FactBody.Ended)) {
      strays.add(new StrayLeg(call, given.get(), fact.leg(), fact.carrierCallId()));
    }
    FactBody aside = new FactBody.Aside("stray-leg", fact.body().kind());
    return new Fact(fact.id(), fact.leg(), fact.carrierCallId(), fact.at(), fact.sequence(), aside);
  }

  /** A leg that rings for a call which goes another way by now. */
  record StrayLeg(Call call, Route way, LegName leg, CarrierCallId handle) {}

  private static boolean isOver(Call call) {
    return call.state().result() != null;
  }
}
