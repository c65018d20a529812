package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.FreeAgents;
import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.inbound.WaitingCallers.Waiting;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings together whoever has waited longest for an agent, and the agent who has waited longest for
 * a call: one pair in a transaction, so that no two of them wait for each other. While somebody
 * waits, it goes round.
 */
@ApplicationScoped
class ServeQueue {
  /** Nearly always the first caller gets somebody. */
  private static final int FIRST = 20;

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

  /** A caller, and the agent to be rung. */
  record Pair(Waiting caller, FreeAgent agent) {}

  Uni<?> serve(Sql sql, TenantId tenant, String causation) {
    return waiting
        .lock(sql, tenant, FIRST)
        .chain(
            callers ->
                callers.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : agents
                        .longestFirst(sql, tenant)
                        .chain(idle -> find(sql, tenant, callers, idle))
                        .chain(pair -> serve(sql, tenant, pair, causation)));
  }

  /** The others are looked at where everybody who is free has failed the first ones. */
  Uni<Optional<Pair>> find(Sql sql, TenantId tenant, List<Waiting> first, List<FreeAgent> idle) {
    Optional<Pair> found = pair(first, idle);
    return found.isPresent() || idle.isEmpty() || first.size() < FIRST
        ? Uni.createFrom().item(found)
        : waiting.first(sql, tenant, CALLERS).map(callers -> pair(callers, idle));
  }

  /** The first caller for whom somebody is free who was not rung in vain. Pure. */
  static Optional<Pair> pair(List<Waiting> callers, List<FreeAgent> idle) {
    for (Waiting caller : callers) {
      for (FreeAgent agent : idle) {
        if (!caller.tried().contains(agent.userId())) {
          return Optional.of(new Pair(caller, agent));
        }
      }
    }
    return Optional.empty();
  }

  private Uni<?> serve(Sql sql, TenantId tenant, Optional<Pair> pair, String causation) {
    if (pair.isEmpty()) {
      Duration wait = config.serveEvery();
      long moment = clock.instant().plus(wait).toEpochMilli() / wait.toMillis();
      return again(sql, tenant, wait, "" + moment);
    }
    return calls
        .lock(sql, tenant, pair.get().caller().call())
        .chain(
            call ->
                call.isPresent()
                    ? bring(sql, call.get(), pair.get().agent(), causation)
                    : waiting.leave(sql, tenant, pair.get().caller().call()))
        .chain(() -> again(sql, tenant, Duration.ZERO, causation));
  }

  /** Whoever waits no longer leaves the queue; an agent who has clicked meanwhile is not rung. */
  private Uni<?> bring(Sql sql, Call call, FreeAgent agent, String causation) {
    if (PendingActions.isEnding(call) || call.state().inbound().stage() != Stage.WAITING) {
      return waiting.leave(sql, call.tenant(), call.id());
    }
    return offers
        .takeTurn(sql, call, agent)
        .chain(
            free ->
                free
                    ? settings
                        .of(sql, call.tenant())
                        .chain(
                            wanted ->
                                offers.offer(
                                    sql,
                                    call,
                                    wanted,
                                    offers.candidate(call, agent, Offered.LONGEST_IDLE),
                                    causation))
                        .chain(() -> waiting.offer(sql, call.tenant(), call.id()))
                    : Uni.createFrom().voidItem());
  }

  /**
   * @param once a moment, however many rounds end in it, or the round that this one follows
   */
  private Uni<?> again(Sql sql, TenantId tenant, Duration wait, String once) {
    return jobs.append(sql, callerJobs.serve(tenant, wait, once));
  }
}
