package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.ids.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Finds the call of a leg that we did not start, by the carrier's handle; the first fact that
 * carries numbers begins it. All facts of such a leg have one record key, so they come one by one.
 */
@ApplicationScoped
class InboundCalls {
  private final CallRepository calls;

  InboundCalls(CallRepository calls) {
    this.calls = calls;
  }

  /** Fails as too late for a leg that is neither known nor told with its numbers. */
  Uni<CallId> callOf(Mutiny.Session session, TenantId tenant, CarrierCallFact fact) {
    return calls
        .findInbound(session, tenant, fact.carrier(), fact.carrierCallId().value())
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().item(known.get())
                    : begin(session, tenant, fact));
  }

  private Uni<CallId> begin(Mutiny.Session session, TenantId tenant, CarrierCallFact fact) {
    if (!callsUs(fact.parties())) {
      return Uni.createFrom()
          .failure(
              new FailureException(
                  new Failure.TooLate("a leg that neither we nor a caller of ours started")));
    }
    Call call = Call.inbound(CallId.of(UuidV7.next().toString()), tenant, details(fact));
    return calls.add(session, call, fact.carrierCallId().value()).replaceWith(call.id());
  }

  private static CallDetails details(CarrierCallFact fact) {
    return new CallDetails(
        null,
        null,
        null,
        Direction.INBOUND,
        fact.parties().from(),
        fact.parties().to(),
        null,
        null,
        null,
        null,
        fact.carrier(),
        fact.connectionId(),
        false,
        null,
        null,
        null,
        fact.occurredAt());
  }

  private static boolean callsUs(Parties parties) {
    return parties.direction() == Direction.INBOUND
        && parties.from() != null
        && parties.to() != null;
  }
}
