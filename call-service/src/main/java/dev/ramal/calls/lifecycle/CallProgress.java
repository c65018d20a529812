package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.Fact;
import dev.ramal.kit.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A locked call on its way through the facts of one transaction. */
final class CallProgress {
  private final String inboundHandle;
  private final List<Fact> added = new ArrayList<>();
  private final List<PublishedEvent> published = new ArrayList<>();
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
    String had = before == null ? null : before.details().agentId();
    String has = call.details().agentId();
    boolean ended = call.status().isFinal() && (before == null || !before.status().isFinal());
    boolean same = before != null && Objects.equals(had, has);
    List<AgentMove> moves = new ArrayList<>();
    if (had != null && !same && !before.status().isFinal()) {
      moves.add(new AgentMove(had, call, false, lastCausation));
    }
    if (has != null && (ended || !same && !call.status().isFinal())) {
      moves.add(new AgentMove(has, call, !ended, lastCausation));
    }
    return moves;
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
