package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallRinging;
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
        .findInbound(session, tenant, fact.carrier(), fact.carrierCallId())
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().item(known.get())
                    : begin(session, tenant, fact));
  }

  private Uni<CallId> begin(Mutiny.Session session, TenantId tenant, CarrierCallFact fact) {
    Numbers numbers = Numbers.of(fact);
    if (numbers == null || numbers.direction() != Direction.INBOUND || numbers.isIncomplete()) {
      return Uni.createFrom()
          .failure(
              new FailureException(
                  new Failure.TooLate("a leg that neither we nor a caller of ours started")));
    }
    Call call = Call.inbound(CallId.of(UuidV7.next().toString()), tenant, details(fact, numbers));
    return calls.add(session, call, fact.carrierCallId()).replaceWith(call.id());
  }

  private static CallDetails details(CarrierCallFact fact, Numbers numbers) {
    return new CallDetails(
        null,
        null,
        null,
        Direction.INBOUND,
        numbers.from(),
        numbers.to(),
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

  /** Who calls whom, as far as a fact says it. */
  private record Numbers(Direction direction, String from, String to) {
    static Numbers of(CarrierCallFact fact) {
      if (fact instanceof CarrierCallInitiated f) {
        return new Numbers(f.direction(), f.from(), f.to());
      }
      if (fact instanceof CarrierCallRinging f) {
        return new Numbers(f.direction(), f.from(), f.to());
      }
      if (fact instanceof CarrierCallAnswered f) {
        return new Numbers(f.direction(), f.from(), f.to());
      }
      if (fact instanceof CarrierCallEnded f) {
        return new Numbers(f.direction(), f.from(), f.to());
      }
      return null;
    }

    boolean isIncomplete() {
      return from == null || to == null;
    }
  }
}
