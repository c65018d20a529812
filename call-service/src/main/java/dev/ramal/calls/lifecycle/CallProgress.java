package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.lifecycle.CallChange.PublishedEvent;
import dev.ramal.kit.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** A locked call on its way through the facts of one transaction. */
final class CallProgress {
  private final String inboundHandle;
  private final Call before;
  private final List<Fact> added = new ArrayList<>();
  private final List<PublishedEvent> published = new ArrayList<>();
  private Call call;
  private String lastCausation;

  private CallProgress(Call call, String inboundHandle) {
    this.call = call;
    this.before = inboundHandle == null ? call : null;
    this.inboundHandle = inboundHandle;
  }

  static CallProgress of(Call locked) {
    return new CallProgress(locked, null);
  }

  /** Of a call that is not stored yet. */
  static CallProgress begun(Call call, String inboundHandle) {
    return new CallProgress(call, inboundHandle);
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

  CallChange change() {
    return new CallChange(
        call,
        List.copyOf(added),
        List.copyOf(published),
        inboundHandle != null,
        inboundHandle,
        before);
  }

  void apply(ArrivedFact arrived, PublishCallEvents events) {
    Transition transition = call.apply(arrived.fact());
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

  private static boolean isOver(Call call) {
    return call.state().result() != null;
  }
}
