package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.inbound.BusinessHours.Opening;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.inbound.InboundPlan.Next;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What comes next for one caller; the call is locked. */
@ApplicationScoped
class DecideForCaller {
  private final InboundSettingsRepository settings;
  private final PersonalAgents personal;
  private final OfferCall offers;
  private final WaitingCallers waiting;
  private final TellPlace places;
  private final ApplyFacts applyFacts;
  private final Carriers carriers;
  private final CallerJobs callerJobs;
  private final Jobs jobs;
  private final Clock clock;

  DecideForCaller(
      InboundSettingsRepository settings,
      PersonalAgents personal,
      OfferCall offers,
      WaitingCallers waiting,
      TellPlace places,
      ApplyFacts applyFacts,
      Carriers carriers,
      CallerJobs callerJobs,
      Jobs jobs,
      Clock clock) {
    this.settings = settings;
    this.personal = personal;
    this.offers = offers;
    this.waiting = waiting;
    this.places = places;
    this.applyFacts = applyFacts;
    this.carriers = carriers;
    this.callerJobs = callerJobs;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param looks how often this decision was begun, this time included
   * @return false where nothing was decided, because another caller gets a place in the queue at
   *     this moment: it is to be begun again at once
   */
  Uni<Boolean> decide(Sql sql, Call call, String causation, int looks) {
    Stage stage = call.state().inbound().stage();
    if (PendingActions.isEnding(call) || stage == Stage.TALKING) {
      return waiting.leave(sql, call.tenant(), call.id()).replaceWith(true);
    }
    return stage == Stage.NOT_OURS || stage == Stage.WAITING
        ? settings
            .of(sql, call.tenant())
            .chain(
                wanted ->
                    wanted.enabled() || stage == Stage.WAITING
                        ? next(sql, call, wanted, looks)
                            .chain(next -> follow(sql, call, wanted, next, causation))
                        : leave(sql, call).replaceWith(true))
        : Uni.createFrom().item(true);
  }

  /**
   * Nobody is taken care of. A carrier that asks is answered so; one that must be told would let
   * the caller ring, so that time ends it: not at once, because another application of the
   * organization's may be told of the same call, and pick up.
   */
  Uni<?> leave(Sql sql, Call call) {
    return carriers.of(call.details().carrier()).steeredByCommand()
        ? jobs.append(sql, callerJobs.untaken(call))
        : nothing();
  }

  /** The call that nobody has taken is rejected, unless callers are taken care of by now. */
  Uni<?> endRinging(Sql sql, Call call, String causation) {
    if (!isUntaken(call)) {
      return nothing();
    }
    return settings
        .of(sql, call.tenant())
        .chain(
            wanted ->
                wanted.enabled()
                    ? decide(sql, call, causation, InboundPlan.MOST_LOOKS)
                    : applyFacts.apply(sql, call, List.of(untaken()), causation));
  }

  /** Whether it still rings, and nobody takes care of the caller. */
  static boolean isUntaken(Call call) {
    boolean rings = call.state().lead().open() && !call.state().lead().answered();
    return rings && !PendingActions.isEnding(call) && !call.state().inbound().isRouted();
  }

  /** That the call is to be ended which nobody has taken. */
  Fact untaken() {
    return new Fact(
        "deadline:" + CallerJobs.UNTAKEN,
        null,
        null,
        clock.instant(),
        null,
        new FactBody.HangupAsked(ReleasingParty.SYSTEM));
  }

  /** Whoever still waits, or is being offered, has waited long enough. */
  Uni<?> endWait(Sql sql, Call call, String causation) {
    Stage stage = call.state().inbound().stage();
    if (PendingActions.isEnding(call) || stage != Stage.WAITING) {
      return nothing();
    }
    return settings
        .of(sql, call.tenant())
        .chain(
            wanted ->
                waitsOn(call, wanted.waitSeconds())
                    ? nothing()
                    : send(sql, call, InboundPlan.away(wanted, Routed.WAITED).to(), causation));
  }

  /** Whether an agent has left the caller, whose wait has begun anew and is not over. */
  boolean waitsOn(Call call, int waitSeconds) {
    return call.state().waitsAgain() && waited(call).toSeconds() + 1 < waitSeconds;
  }

  private Uni<Next> next(Sql sql, Call call, InboundSettings wanted, int looks) {
    Opening opening = wanted.at(clock.instant());
    return meant(sql, call, opening)
        .map(
            candidate ->
                InboundPlan.next(wanted, call.state().inbound(), opening, waited(call), candidate))
        .chain(
            next ->
                isToQueue(next) && isLimited(call, wanted)
                    ? waiting
                        .capacity(sql, call.tenant(), call.id(), wanted.mostWaiting())
                        .map(capacity -> InboundPlan.queue(wanted, capacity, looks))
                    : Uni.createFrom().item(next));
  }

  private static boolean isToQueue(Next next) {
    return next instanceof Next.Send send && send.to().to().equals(Routed.QUEUE);
  }

  /** Nobody is kept from the queue whom an agent has left. */
  private static boolean isLimited(Call call, InboundSettings wanted) {
    return wanted.mostWaiting() != null && !call.state().waitsAgain();
  }

  private Uni<Boolean> follow(
      Sql sql, Call call, InboundSettings wanted, Next next, String causation) {
    if (next instanceof Next.LookAgain) {
      return Uni.createFrom().item(false);
    }
    if (next instanceof Next.Offer offer) {
      return offers.offer(sql, call, wanted, offer.agent(), causation).replaceWith(true);
    }
    Uni<?> followed =
        next instanceof Next.Send send
            ? send(sql, call, wanted, send.to(), causation)
            : stay(sql, call, wanted);
    return followed.replaceWith(true);
  }

  /** Of a caller who comes at another time nobody is looked for. */
  private Uni<Optional<Candidate>> meant(Sql sql, Call call, Opening opening) {
    return opening == Opening.OPEN || call.state().inbound().isRouted()
        ? personal.of(sql, call)
        : Uni.createFrom().item(Optional.empty());
  }

  private Uni<?> send(Sql sql, Call call, InboundSettings wanted, Routed to, String causation) {
    if (!to.to().equals(Routed.QUEUE)) {
      return send(sql, call, to, causation);
    }
    return offers
        .apply(sql, call, null, to, causation)
        .chain(() -> places.begin(sql, call))
        .chain(() -> stay(sql, call, wanted));
  }

  private Uni<?> send(Sql sql, Call call, Routed to, String causation) {
    return offers
        .apply(sql, call, null, to, causation)
        .chain(() -> waiting.leave(sql, call.tenant(), call.id()));
  }

  /** Takes the place in the queue again, and has it served; the wait has an end. */
  private Uni<?> stay(Sql sql, Call call, InboundSettings wanted) {
    Instant since = call.details().requestedAt();
    Duration left = Duration.ofSeconds(wanted.waitSeconds()).minus(waited(call));
    return waiting
        .join(sql, call.tenant(), call.id(), since, OfferCall.tried(call))
        .chain(
            () ->
                jobs.appendAll(
                    sql,
                    List.of(
                        callerJobs.waitOver(call, left),
                        callerJobs.serve(
                            call.tenant(),
                            Duration.ZERO,
                            call.id() + ":" + call.state().inbound().decisions()))));
  }

  /** Who was left by an agent waits anew. */
  private Duration waited(Call call) {
    Instant since =
        call.state().waitsAgain()
            ? call.state().transfer().settledAt()
            : call.details().requestedAt();
    return Duration.between(since, clock.instant());
  }

  private static Uni<?> nothing() {
    return Uni.createFrom().voidItem();
  }
}
