package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds facts to a call inside the caller's transaction: lock, apply, queue the commands that
 * follow, save, publish. Whatever fails rolls all of it back together.
 */
@ApplicationScoped
public class ApplyFacts {
  private final CallRepository calls;
  private final QueueCommands commands;
  private final PublishCallEvents events;

  ApplyFacts(CallRepository calls, QueueCommands commands, PublishCallEvents events) {
    this.calls = calls;
    this.commands = commands;
    this.events = events;
  }

  /**
   * Adds facts to a stored call.
   *
   * @param causation id of the event or command that led here
   * @return the call as it is now; fails with {@link Failure.NotYet} when there is no such call or
   *     a fact cannot be placed yet
   */
  public Uni<Call> apply(
      Mutiny.Session session, TenantId tenant, CallId id, List<Fact> facts, String causation) {
    return calls
        .lock(session, tenant, id)
        .map(
            found ->
                found.orElseThrow(
                    () -> new FailureException(new Failure.NotYet("no call " + id + " yet"))))
        .chain(call -> apply(session, call, facts, causation));
  }

  /**
   * Adds facts to a call whose row this transaction has locked. Without a new fact the actions are
   * asked for all the same: one that came to nothing before may be due again.
   */
  public Uni<Call> apply(Mutiny.Session session, Call locked, List<Fact> facts, String causation) {
    CallProgress heard = CallProgress.of(locked).with(facts);
    if (heard.notYet() != null) {
      return Uni.createFrom().failure(new FailureException(new Failure.NotYet(heard.notYet())));
    }
    return commands
        .queue(session, heard.call())
        .map(heard::with)
        .call(
            advanced ->
                advanced.added().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : save(session, advanced, causation))
        .map(CallProgress::call);
  }

  private Uni<Void> save(Mutiny.Session session, CallProgress advanced, String causation) {
    return calls
        .save(session, advanced.call(), advanced.added())
        .chain(() -> events.publish(session, advanced.call(), advanced.events(), causation));
  }

  /**
   * A call on its way through some facts.
   *
   * @param added facts that are part of the call now and were not before, with their leg
   * @param events to be told, in this order
   * @param notYet why a fact could not be placed; null when all could
   */
  private record CallProgress(Call call, List<Fact> added, List<Record> events, String notYet) {

    static CallProgress of(Call call) {
      return new CallProgress(call, List.of(), List.of(), null);
    }

    CallProgress with(List<Fact> facts) {
      CallProgress now = this;
      for (Fact fact : facts) {
        now = now.with(fact);
      }
      return now;
    }

    CallProgress with(Fact fact) {
      Transition transition = call.apply(fact);
      if (transition instanceof Transition.NotYet early) {
        return new CallProgress(call, added, events, early.reason());
      }
      if (!(transition instanceof Transition.Applied applied)) {
        return this;
      }
      return new CallProgress(
          applied.call(),
          plus(added, List.of(placed(applied.call(), fact))),
          plus(events, applied.events()),
          notYet);
    }

    private static Fact placed(Call call, Fact fact) {
      return call.facts().stream()
          .filter(known -> known.id().equals(fact.id()))
          .findFirst()
          .orElseThrow();
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
      List<T> all = new ArrayList<>(some);
      all.addAll(more);
      return List.copyOf(all);
    }
  }
}
