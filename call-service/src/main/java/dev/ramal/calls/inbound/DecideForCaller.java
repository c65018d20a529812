package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.OfferableAgents;
import dev.ramal.calls.agents.OfferableAgents.Offerable;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.FactBody.Offered;
import dev.ramal.calls.call.FactBody.Routed;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.inbound.InboundPlan.Next;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What comes next for one caller; the call is locked. */
@ApplicationScoped
class DecideForCaller {
  private final InboundSettingsRepository settings;
  private final OfferableAgents agents;
  private final OfferCall offers;
  private final WaitingCallers waiting;
  private final CallerJobs callerJobs;
  private final Jobs jobs;
  private final Clock clock;

  DecideForCaller(
      InboundSettingsRepository settings,
      OfferableAgents agents,
      OfferCall offers,
      WaitingCallers waiting,
      CallerJobs callerJobs,
      Jobs jobs,
      Clock clock) {
    this.settings = settings;
    this.agents = agents;
    this.offers = offers;
    this.waiting = waiting;
    this.callerJobs = callerJobs;
    this.jobs = jobs;
    this.clock = clock;
  }

  Uni<?> decide(Sql sql, Call call, String causation) {
    if (PendingActions.isEnding(call)) {
      return waiting.leave(sql, call.tenant(), call.id());
    }
    Stage stage = call.state().inbound().stage();
    return stage == Stage.NOT_OURS || stage == Stage.WAITING
        ? settings
            .of(sql, call.tenant())
            .chain(
                wanted ->
                    wanted.enabled() || stage == Stage.WAITING
                        ? decide(sql, call, wanted, causation)
                        : nothing())
        : nothing();
  }

  /** Whoever still waits, or is being offered, has waited long enough. */
  Uni<?> endWait(Sql sql, Call call, String causation) {
    Stage stage = call.state().inbound().stage();
    if (PendingActions.isEnding(call) || stage != Stage.WAITING) {
      return nothing();
    }
    return settings
        .of(sql, call.tenant())
        .chain(wanted -> send(sql, call, InboundPlan.away(wanted, Routed.WAITED).to(), causation));
  }

  private Uni<?> decide(Sql sql, Call call, InboundSettings wanted, String causation) {
    return personal(sql, call)
        .chain(
            candidates -> {
              Next next =
                  InboundPlan.next(wanted, call.state().inbound(), waited(call), candidates);
              if (next instanceof Next.Offer offer) {
                return offers.offer(sql, call, wanted, offer.agent(), causation);
              }
              return next instanceof Next.Send send
                  ? send(sql, call, wanted, send.to(), causation)
                  : stay(sql, call);
            });
  }

  /** The agent of the number that was called, while nobody was rung. */
  private Uni<List<Candidate>> personal(Sql sql, Call call) {
    if (call.state().inbound().offers() > 0) {
      return Uni.createFrom().item(List.of());
    }
    return agents
        .ofNumber(sql, call.tenant(), call.details().to())
        .chain(
            agent ->
                agent.filter(Offerable::available).isEmpty()
                    ? Uni.createFrom().<List<Candidate>>item(List.of())
                    : offers
                        .takeTurn(sql, call, agent.get().agent())
                        .map(
                            free ->
                                free
                                    ? List.of(
                                        offers.candidate(
                                            call, agent.get().agent(), Offered.DEDICATED))
                                    : List.<Candidate>of()));
  }

  private Uni<?> send(Sql sql, Call call, InboundSettings wanted, Routed to, String causation) {
    if (!to.to().equals(Routed.QUEUE)) {
      return send(sql, call, to, causation);
    }
    Duration left = Duration.ofSeconds(wanted.waitSeconds()).minus(waited(call));
    return offers
        .apply(sql, call, null, to, causation)
        .chain(() -> jobs.append(sql, callerJobs.waitOver(call, left)))
        .chain(() -> stay(sql, call));
  }

  private Uni<?> send(Sql sql, Call call, Routed to, String causation) {
    return offers
        .apply(sql, call, null, to, causation)
        .chain(() -> waiting.leave(sql, call.tenant(), call.id()));
  }

  /** Takes the place in the queue again, and has it served. */
  private Uni<?> stay(Sql sql, Call call) {
    Instant since = call.details().requestedAt();
    return waiting
        .join(sql, call.tenant(), call.id(), since, OfferCall.tried(call))
        .chain(
            () ->
                jobs.append(
                    sql,
                    callerJobs.serve(
                        call.tenant(),
                        Duration.ZERO,
                        call.id() + ":" + call.state().inbound().decisions())));
  }

  private Duration waited(Call call) {
    return Duration.between(call.details().requestedAt(), clock.instant());
  }

  private static Uni<?> nothing() {
    return Uni.createFrom().voidItem();
  }
}
