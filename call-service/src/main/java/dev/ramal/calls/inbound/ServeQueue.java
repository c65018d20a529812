package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.FreeAgents;
import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.inbound.QueuePairs.Pair;
import dev.ramal.calls.inbound.WaitingCallers.Waiting;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings together those who have waited longest for an agent, and the agents who have waited
 * longest for a call: all pairs that there are, up to a bound, as one set in one transaction. While
 * somebody waits, it goes round.
 *
 * <p>Locks, in this order, so that nobody waits in a circle: the queue; the rows of the calls,
 * sorted as everybody sorts them; the turn of one agent; the turns of the others, for which nobody
 * is waited. Whoever decides for one caller holds that call's row, and no turn, when it waits for
 * the turn of an agent.
 */
@ApplicationScoped
class ServeQueue {
  /**
   * More callers than this, all of whom every free agent has failed, wait for their turn to end.
   */
  private static final int CALLERS = 500;

  private final WaitingCallers waiting;
  private final FreeAgents agents;
  private final CallRepository calls;
  private final OfferCall offers;
  private final InboundSettingsRepository settings;
  private final CallerJobs callerJobs;
  private final CallerConfig config;
  private final Jobs jobs;
  private final Clock clock;

  ServeQueue(
      WaitingCallers waiting,
      FreeAgents agents,
      CallRepository calls,
      OfferCall offers,
      InboundSettingsRepository settings,
      CallerJobs callerJobs,
      CallerConfig config,
      Jobs jobs,
      Clock clock) {
    this.waiting = waiting;
    this.agents = agents;
    this.calls = calls;
    this.offers = offers;
    this.settings = settings;
    this.callerJobs = callerJobs;
    this.config = config;
    this.jobs = jobs;
    this.clock = clock;
  }

  Uni<?> serve(Sql sql, TenantId tenant, String causation) {
    return waiting
        .lock(sql, tenant, QueuePairs.MOST)
        .chain(
            callers ->
                callers.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : agents
                        .longestFirst(sql, tenant)
                        .chain(
                            idle ->
                                find(sql, tenant, callers, idle)
                                    .chain(pairs -> serve(sql, tenant, pairs, idle, causation))));
  }

  /** The others are looked at where somebody who is free has failed some of the first. */
  Uni<List<Pair>> find(Sql sql, TenantId tenant, List<Waiting> first, List<FreeAgent> idle) {
    List<Pair> found = QueuePairs.of(first, idle);
    return found.size() == idle.size() || first.size() < QueuePairs.MOST || QueuePairs.isFull(found)
        ? Uni.createFrom().item(found)
        : waiting.first(sql, tenant, CALLERS).map(callers -> QueuePairs.of(callers, idle));
  }

  private Uni<?> serve(
      Sql sql, TenantId tenant, List<Pair> pairs, List<FreeAgent> idle, String causation) {
    if (pairs.isEmpty()) {
      return nextRound(sql, tenant);
    }
    List<CallRef> wanted =
        pairs.stream().map(pair -> new CallRef(tenant, pair.caller().call())).toList();
    return calls
        .lockAll(sql, wanted)
        .chain(found -> bring(sql, tenant, pairs, idle, waiting(found), causation))
        .chain(
            offered ->
                offered == pairs.size() && !QueuePairs.isFull(pairs)
                    ? nextRound(sql, tenant)
                    : again(sql, tenant, Duration.ZERO, causation));
  }

  /** Whoever gets free until then has a round of their own: {@link ServeFreed}. */
  private Uni<?> nextRound(Sql sql, TenantId tenant) {
    Duration wait = config.serveEvery();
    long moment = clock.instant().plus(wait).toEpochMilli() / wait.toMillis();
    return again(sql, tenant, wait, "" + moment);
  }

  /** Those who wait still, by their calls. */
  private static Map<CallId, Call> waiting(Map<CallRef, Call> locked) {
    Map<CallId, Call> still = new LinkedHashMap<>();
    locked.forEach(
        (key, call) -> {
          if (!PendingActions.isEnding(call) && call.state().inbound().stage() == Stage.WAITING) {
            still.put(key.id(), call);
          }
        });
    return still;
  }

  /**
   * Whoever waits no longer leaves the queue; an agent who has clicked meanwhile is not rung. Who
   * is left of both is brought together anew, in order.
   *
   * @return how many are offered
   */
  private Uni<Integer> bring(
      Sql sql,
      TenantId tenant,
      List<Pair> pairs,
      List<FreeAgent> idle,
      Map<CallId, Call> still,
      String causation) {
    List<Waiting> callers = pairs.stream().map(Pair::caller).toList();
    List<CallId> gone =
        callers.stream().map(Waiting::call).filter(call -> !still.containsKey(call)).toList();
    List<Waiting> left =
        callers.stream().filter(caller -> still.containsKey(caller.call())).toList();
    return waiting
        .leave(sql, tenant, gone)
        .chain(
            () ->
                left.isEmpty()
                    ? Uni.createFrom().item(0)
                    : offers
                        .takeTurns(sql, tenant, QueuePairs.agents(pairs))
                        .chain(
                            free ->
                                offer(
                                    sql,
                                    tenant,
                                    QueuePairs.of(left, among(idle, free)),
                                    still,
                                    causation)));
  }

  private static List<FreeAgent> among(List<FreeAgent> idle, Set<String> free) {
    return idle.stream().filter(agent -> free.contains(agent.userId())).toList();
  }

  private Uni<Integer> offer(
      Sql sql, TenantId tenant, List<Pair> pairs, Map<CallId, Call> still, String causation) {
    if (pairs.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Map<Call, Candidate> rung = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      Call call = still.get(pair.caller().call());
      rung.put(call, offers.candidate(call, pair.agent(), Offered.LONGEST_IDLE));
    }
    return settings
        .of(sql, tenant)
        .chain(wanted -> offers.offer(sql, rung, wanted, causation))
        .chain(
            () ->
                waiting.offer(
                    sql, tenant, pairs.stream().map(pair -> pair.caller().call()).toList()))
        .replaceWith(pairs.size());
  }

  /**
   * @param once a moment, however many rounds end in it, or the round that this one follows
   */
  private Uni<?> again(Sql sql, TenantId tenant, Duration wait, String once) {
    return jobs.append(sql, callerJobs.serve(tenant, wait, once));
  }
}
