package dev.ramal.calls.facts;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.recordings.RecordingFacts;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Applies one fact of a carrier to its call. */
@ApplicationScoped
class ApplyCarrierFact {
  private final ApplyFacts applyFacts;
  private final InboundCalls inbound;
  private final RecordingFacts recordings;

  ApplyCarrierFact(ApplyFacts applyFacts, InboundCalls inbound, RecordingFacts recordings) {
    this.applyFacts = applyFacts;
    this.inbound = inbound;
    this.recordings = recordings;
  }

  Uni<Void> apply(Mutiny.Session session, TenantId tenant, String eventId, CarrierCallFact fact) {
    return callOf(session, tenant, fact)
        .call(
            id ->
                applyFacts.apply(
                    session, tenant, id, List.of(FactTranslation.fact(eventId, fact)), eventId))
        .chain(id -> recording(session, tenant, id, eventId, fact));
  }

  private Uni<CallId> callOf(Mutiny.Session session, TenantId tenant, CarrierCallFact fact) {
    if (fact.callId() == null) {
      return inbound.callOf(session, tenant, fact);
    }
    if (!CallId.isValid(fact.callId())) {
      return Uni.createFrom()
          .failure(
              new FailureException(new Failure.Malformed("callId", "the call id is none of ours")));
    }
    return Uni.createFrom().item(CallId.of(fact.callId()));
  }

  private Uni<Void> recording(
      Mutiny.Session session, TenantId tenant, CallId id, String eventId, CarrierCallFact fact) {
    return fact instanceof CarrierCallRecording recording
        ? recordings.accept(session, tenant, id.value(), recording, eventId)
        : Uni.createFrom().voidItem();
  }
}
