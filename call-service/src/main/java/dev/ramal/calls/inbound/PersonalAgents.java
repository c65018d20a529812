package dev.ramal.calls.inbound;

import dev.ramal.calls.agents.OfferableAgents;
import dev.ramal.calls.agents.OfferableAgents.Offerable;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerBodies.OfferLapsed;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.lifecycle.LastCalls;
import dev.ramal.calls.numbers.NumberOwners;
import dev.ramal.carriers.CallCause;
import dev.ramal.events.LegName;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent whom a caller means: whose number was called, else who called them last; and the second
 * phone of one who did not pick up the first.
 */
@ApplicationScoped
class PersonalAgents {
  /** Who called longer ago than this is not meant any more. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private final OfferableAgents agents;
  private final NumberOwners numbers;
  private final LastCalls lastCalls;
  private final OfferCall offers;
  private final Clock clock;

  PersonalAgents(
      OfferableAgents agents,
      NumberOwners numbers,
      LastCalls lastCalls,
      OfferCall offers,
      Clock clock) {
    this.agents = agents;
    this.numbers = numbers;
    this.lastCalls = lastCalls;
    this.offers = offers;
    this.clock = clock;
  }

  /** Whoever is free of those; the agent's turn is taken. */
  Uni<Optional<Candidate>> of(Sql sql, Call call) {
    Optional<Fact> last = lastOffer(call);
    return last.isPresent() ? followed(sql, call, last.get()) : meant(sql, call);
  }

  private Uni<Optional<Candidate>> meant(Sql sql, Call call) {
    return ofNumber(sql, call)
        .chain(found -> free(sql, call, found, Offered.DEDICATED))
        .chain(
            candidate ->
                candidate.isPresent()
                    ? Uni.createFrom().item(candidate)
                    : lastCalls
                        .agent(
                            sql,
                            call.tenant(),
                            call.details().leadNumber(),
                            clock.instant().minus(MEMORY))
                        .chain(
                            agent ->
                                agent.isEmpty()
                                    ? none()
                                    : agents
                                        .find(sql, call.tenant(), agent.get())
                                        .chain(one -> free(sql, call, one, Offered.CALLED_LAST))));
  }

  /** The agent to whom the number that was called is assigned. */
  private Uni<Optional<Offerable>> ofNumber(Sql sql, Call call) {
    return numbers
        .agentOf(sql, call.tenant(), call.details().to(), call.details().connectionId())
        .chain(
            agent ->
                agent.isEmpty()
                    ? Uni.createFrom().item(Optional.<Offerable>empty())
                    : agents.find(sql, call.tenant(), agent.get()));
  }

  /**
   * Who did not pick up, or could not be reached; not who was busy or did not want to, nor who took
   * the call and went away handing it over.
   */
  private Uni<Optional<Candidate>> followed(Sql sql, Call call, Fact last) {
    Offered offer = (Offered) last.body();
    if (!offer.wantsThisAgent()
        || call.state().leg(last.leg()).taken()
        || isTurnedDown(call, last.leg())) {
      return none();
    }
    return agents
        .find(sql, call.tenant(), offer.agentId())
        .chain(
            found ->
                free(
                    sql,
                    call,
                    found.filter(agent -> agent.mobile() != null).map(Offerable::onMobile),
                    Offered.FOLLOW_ME));
  }

  private Uni<Optional<Candidate>> free(Sql sql, Call call, Optional<Offerable> found, String why) {
    Optional<Offerable> wanted = found.filter(Offerable::available);
    return wanted.isEmpty()
        ? none()
        : offers
            .takeTurn(sql, call, wanted.get().agent())
            .map(
                free ->
                    free
                        ? Optional.of(offers.candidate(call, wanted.get().agent(), why))
                        : Optional.empty());
  }

  /** Whether the phone, or the person, said no. */
  static boolean isTurnedDown(Call call, LegName offer) {
    LegState leg = call.state().leg(offer);
    boolean declined =
        call.facts().stream()
            .anyMatch(
                fact ->
                    fact.leg() == offer
                        && fact.body() instanceof OfferLapsed lapsed
                        && lapsed.why().equals(OfferLapsed.DECLINED));
    FactBody.Ended end = leg.end();
    return declined
        || end != null
            && CallCause.of(end.cause(), end.sipCode(), end.outcome())
                .filter(cause -> cause == CallCause.BUSY || cause == CallCause.REJECTED)
                .isPresent();
  }

  private static Optional<Fact> lastOffer(Call call) {
    return call.facts().stream()
        .filter(fact -> fact.body() instanceof Offered)
        .reduce((earlier, later) -> later);
  }

  private static Uni<Optional<Candidate>> none() {
    return Uni.createFrom().item(Optional.empty());
  }
}
