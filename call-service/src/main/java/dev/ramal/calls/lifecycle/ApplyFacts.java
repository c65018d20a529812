package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Adds facts to calls inside the caller's transaction: lock all calls, apply in memory, queue the
 * commands that follow, store everything as one set. Whatever fails rolls all of it back together.
 */
@ApplicationScoped
public class ApplyFacts {
  private final CallSets calls;
  private final QueueCommands commands;
  private final PriceQuestions prices;
  private final AnswerQuestions answers;
  private final RecordingQuestions recordings;
  private final CallerJobs callers;
  private final PublishCallEvents events;
  private final AgentMoves agents;
  private final StoreCalls store;

  ApplyFacts(
      CallSets calls,
      QueueCommands commands,
      PriceQuestions prices,
      AnswerQuestions answers,
      RecordingQuestions recordings,
      CallerJobs callers,
      PublishCallEvents events,
      AgentMoves agents,
      StoreCalls store) {
    this.calls = calls;
    this.commands = commands;
    this.prices = prices;
    this.answers = answers;
    this.recordings = recordings;
    this.callers = callers;
    this.events = events;
    this.agents = agents;
    this.store = store;
  }

  /**
   * Adds facts to a stored call.
   *
   * @param causation id of the event or command that led here
   * @return the call as it is now; fails with {@link Failure.NotYet} when there is no such call or
   *     a fact cannot be placed yet
   */
  public Uni<Call> apply(Sql sql, TenantId tenant, CallId id, List<Fact> facts, String causation) {
    CallRef key = new CallRef(tenant, id);
    return apply(sql, own(key, facts, causation), Map.of()).map(now -> now.get(key).call());
  }

  /**
   * Adds facts to a stored call that follow from a command to a carrier: another carrier may have
   * the call by now.
   */
  public Uni<Void> apply(
      Sql sql, TenantId tenant, CallId id, List<Fact> facts, Carrier by, String causation) {
    CallRef key = new CallRef(tenant, id);
    List<ArrivedFact> arrived =
        facts.stream().map(fact -> new ArrivedFact(key, fact, by, causation, null)).toList();
    return apply(sql, arrived, Map.of()).replaceWithVoid();
  }

  /**
   * Adds facts to a call whose row this transaction has locked. Without a new fact the actions are
   * asked for all the same: one that came to nothing before may be due again.
   */
  public Uni<Call> apply(Sql sql, Call locked, List<Fact> facts, String causation) {
    CallRef key = CallRef.of(locked);
    Map<CallRef, CallProgress> progress = Map.of(key, CallProgress.of(locked));
    return Uni.createFrom()
        .deferred(() -> advance(sql, own(key, facts, causation), progress))
        .map(now -> now.get(key).call());
  }

  /**
   * The same for several calls, each with one fact; as one set. A call whose fact cannot be applied
   * fails all of them.
   */
  public Uni<Void> applyEach(Sql sql, Map<Call, Fact> locked, String causation) {
    List<ArrivedFact> facts = new ArrayList<>();
    Map<CallRef, CallProgress> progress = new LinkedHashMap<>();
    locked.forEach(
        (call, fact) -> {
          CallRef key = CallRef.of(call);
          facts.add(ArrivedFact.own(key, fact, causation));
          progress.put(key, CallProgress.of(call));
        });
    return Uni.createFrom().deferred(() -> advance(sql, facts, progress)).replaceWithVoid();
  }

  /**
   * Adds facts to calls of any organizations; those of one call in this order. A fact that cannot
   * be applied is refused by itself.
   *
   * @param begun calls that others started and that are not stored yet, with the carrier's handle
   * @return the calls as they are now, those that there are
   */
  public Uni<Map<CallRef, Call>> applyAll(
      Sql sql, List<ArrivedFact> facts, Map<Call, String> begun) {
    return apply(sql, facts, begun)
        .map(
            progress -> {
              Map<CallRef, Call> now = new HashMap<>();
              progress.forEach((key, call) -> now.put(key, call.call()));
              return now;
            });
  }

  private Uni<Map<CallRef, CallProgress>> apply(
      Sql sql, List<ArrivedFact> facts, Map<Call, String> begun) {
    Map<CallRef, CallProgress> progress = new LinkedHashMap<>();
    begun.forEach(
        (call, handle) -> progress.put(CallRef.of(call), CallProgress.begun(call, handle)));
    TreeSet<CallRef> stored = new TreeSet<>();
    facts.stream()
        .map(ArrivedFact::call)
        .filter(key -> !progress.containsKey(key))
        .forEach(stored::add);
    return calls
        .lock(sql, stored)
        .chain(
            locked -> {
              locked.forEach((key, call) -> progress.put(key, CallProgress.of(call)));
              return advance(sql, facts, progress);
            });
  }

  private Uni<Map<CallRef, CallProgress>> advance(
      Sql sql, List<ArrivedFact> facts, Map<CallRef, CallProgress> progress) {
    for (ArrivedFact arrived : facts) {
      CallProgress call = progress.get(arrived.call());
      if (call == null) {
        arrived.refuseWithoutCall();
      } else {
        arrived.traced(() -> call.apply(arrived, events));
      }
    }
    return commands
        .plan(sql, progress.values().stream().map(CallProgress::call).toList())
        .chain(
            planned -> {
              planned
                  .facts()
                  .forEach((key, following) -> follow(progress.get(key), key, following));
              planned
                  .jobs()
                  .addAll(
                      commands.endStrays(
                          progress.values().stream().flatMap(call -> call.strays().stream())));
              planned.jobs().addAll(prices.jobs(ended(progress)));
              planned.jobs().addAll(answers.jobs(ended(progress)));
              planned.jobs().addAll(recordings.jobs(ended(progress)));
              planned.jobs().addAll(callers.decisions(changes(progress).stream()));
              return agents
                  .follow(sql, moves(progress))
                  .chain(news -> store.store(sql, changes(progress), news, planned.jobs()));
            })
        .replaceWith(progress);
  }

  private void follow(CallProgress call, CallRef key, List<Fact> facts) {
    for (Fact fact : facts) {
      call.apply(ArrivedFact.own(key, fact, call.lastCausation()), events);
    }
  }

  private static Stream<Call> ended(Map<CallRef, CallProgress> progress) {
    return progress.values().stream()
        .filter(CallProgress::isOverAndChanged)
        .map(CallProgress::call);
  }

  private static List<AgentMove> moves(Map<CallRef, CallProgress> progress) {
    return progress.values().stream()
        .filter(CallProgress::hasChanged)
        .flatMap(call -> call.moves().stream())
        .toList();
  }

  private static List<CallChange> changes(Map<CallRef, CallProgress> progress) {
    return progress.values().stream()
        .filter(CallProgress::hasChanged)
        .map(CallProgress::change)
        .toList();
  }

  private static List<ArrivedFact> own(CallRef key, List<Fact> facts, String causation) {
    return facts.stream().map(fact -> ArrivedFact.own(key, fact, causation)).toList();
  }
}
