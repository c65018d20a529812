package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rings agents for callers, each one for one; the calls are locked. */
@ApplicationScoped
class OfferCall {
  private final RunningCalls running;
  private final AgentRepository agents;
  private final ApplyFacts applyFacts;
  private final CallerJobs callerJobs;
  private final Jobs jobs;
  private final DialingConfig config;
  private final Clock clock;

  OfferCall(
      RunningCalls running,
      AgentRepository agents,
      ApplyFacts applyFacts,
      CallerJobs callerJobs,
      Jobs jobs,
      DialingConfig config,
      Clock clock) {
    this.running = running;
    this.agents = agents;
    this.applyFacts = applyFacts;
    this.callerJobs = callerJobs;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** Whether the agent is on no call; nobody else rings or clicks for it until this ends. */
  Uni<Boolean> takeTurn(Sql sql, Call call, FreeAgent agent) {
    return running
        .lock(
            sql, call.tenant(), agent.userId(), 1, clock.instant().minus(config.busyWhileUnknown()))
        .map(List::isEmpty);
  }

  /**
   * Those of the agents who are on no call. The turn of the first is waited for, while none is held
   * yet; of the others only who nobody is deciding about at this moment is taken.
   *
   * @param agents not empty
   */
  Uni<Set<String>> takeTurns(Sql sql, TenantId tenant, List<String> agents) {
    Instant unknownSince = clock.instant().minus(config.busyWhileUnknown());
    String first = agents.get(0);
    return Uni.combine()
        .all()
        .unis(
            running.lock(sql, tenant, first, 1, unknownSince),
            running.takeFree(sql, tenant, agents.subList(1, agents.size()), unknownSince))
        .with(
            (calls, others) -> {
              Set<String> free = new HashSet<>(others);
              if (calls.isEmpty()) {
                free.add(first);
              }
              return free;
            });
  }

  Candidate candidate(Call call, FreeAgent agent, String why) {
    String address =
        agents.address(
            agent.rung(), agent.knownAs(), call.details().carrier(), call.details().connectionId());
    return new Candidate(agent.userId(), agent.name(), address, why);
  }

  /** The agent's turn is taken. */
  Uni<Void> offer(Sql sql, Call call, InboundSettings wanted, Candidate agent, String causation) {
    return offer(sql, Map.of(call, agent), wanted, causation);
  }

  /** The same for calls of one organization, as one set. */
  Uni<Void> offer(Sql sql, Map<Call, Candidate> agents, InboundSettings wanted, String causation) {
    Duration rings = Duration.ofSeconds(wanted.ringSeconds());
    Map<Call, Fact> offers = new LinkedHashMap<>();
    List<NewJob> ends = new ArrayList<>();
    agents.forEach(
        (call, agent) -> {
          LegName leg = LegName.agent(call.state().agents().size() + 1);
          offers.put(call, decision(call, leg, agent.offer(wanted)));
          ends.add(callerJobs.offerOver(call, leg, rings));
        });
    return applyFacts
        .applyEach(sql, offers, causation)
        .chain(() -> jobs.appendAll(sql, ends))
        .replaceWithVoid();
  }

  Uni<Call> apply(Sql sql, Call call, LegName leg, FactBody decision, String causation) {
    return applyFacts.apply(sql, call, List.of(decision(call, leg, decision)), causation);
  }

  /** What is decided next for a caller, as the fact that says so. */
  Fact decision(Call call, LegName leg, FactBody decision) {
    String id = "decision:" + (call.state().inbound().decisions() + 1);
    return new Fact(id, leg, null, clock.instant(), null, decision);
  }

  /** The phone of an offer has rung for as long as it may. */
  static Fact over(LegName leg, Instant now) {
    String id = "deadline:" + CallerJobs.OFFER_OVER + ":" + leg.wire();
    return new Fact(id, leg, null, now, null, new FactBody.OfferLapsed("no-answer"));
  }

  /** Agents who were rung for the caller. */
  static Set<String> tried(Call call) {
    return call.facts().stream()
        .map(Fact::body)
        .filter(FactBody.Offered.class::isInstance)
        .map(offer -> ((FactBody.Offered) offer).agentId())
        .collect(Collectors.toSet());
  }
}
