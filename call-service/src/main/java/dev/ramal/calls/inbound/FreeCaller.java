package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Frees a caller whom the queue has kept for longer than may be, whatever was lost on the way: who
 * does not wait any more leaves it, an offer of which nothing was heard is over, and whoever waits
 * is decided about anew. The call is locked.
 */
@ApplicationScoped
class FreeCaller {
  private final WaitingCallers waiting;
  private final DecideForCaller decide;
  private final ApplyFacts applyFacts;
  private final CallerConfig config;
  private final Clock clock;

  FreeCaller(
      WaitingCallers waiting,
      DecideForCaller decide,
      ApplyFacts applyFacts,
      CallerConfig config,
      Clock clock) {
    this.waiting = waiting;
    this.decide = decide;
    this.applyFacts = applyFacts;
    this.config = config;
    this.clock = clock;
  }

  /** Of a call that there is not any more. */
  Uni<Void> forget(Sql sql, TenantId tenant, CallId call) {
    return waiting.leave(sql, tenant, call);
  }

  Uni<?> free(Sql sql, Call call, String causation) {
    if (PendingActions.isEnding(call) || !call.state().inbound().waits()) {
      return waiting.leave(sql, call.tenant(), call.id());
    }
    List<Fact> over = offersOver(call, clock.instant());
    return over.isEmpty()
        ? decide.decide(sql, call, causation, InboundPlan.MOST_LOOKS)
        : applyFacts.apply(sql, call, over, causation);
  }

  /** The phones that should have stopped ringing; what follows is decided with their facts. */
  private List<Fact> offersOver(Call call, Instant now) {
    return call.facts().stream()
        .filter(fact -> fact.body() instanceof Offered offer && isOver(call, fact, offer, now))
        .map(fact -> OfferCall.over(fact.leg(), now))
        .toList();
  }

  private boolean isOver(Call call, Fact offered, Offered offer, Instant now) {
    LegState leg = call.state().leg(offered.leg());
    Instant until = offered.at().plusSeconds(offer.ringSeconds()).plus(config.slack());
    return !leg.closed() && !leg.answered() && !leg.lapsed() && until.isBefore(now);
  }
}
