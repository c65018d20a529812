package dev.ramal.calls.facts;

import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.recordings.RecordingFacts;
import dev.ramal.calls.recordings.RecordingFacts.ToldRecording;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Applies a set of carriers' facts to their calls. */
@ApplicationScoped
class ApplyCarrierFacts {
  private final ApplyFacts applyFacts;
  private final RecordingFacts recordings;

  ApplyCarrierFacts(ApplyFacts applyFacts, RecordingFacts recordings) {
    this.applyFacts = applyFacts;
    this.recordings = recordings;
  }

  Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    List<DeliveredFact> facts =
        deliveries.stream().map(DeliveredFact::of).flatMap(Optional::stream).toList();
    return InboundCalls.assign(sql, facts.stream().filter(fact -> fact.call() == null).toList())
        .chain(
            begun ->
                applyFacts.applyAll(
                    sql, accepted(facts).stream().map(DeliveredFact::arrived).toList(), begun))
        .chain(() -> recordings.accept(sql, recordings(accepted(facts))));
  }

  private static List<DeliveredFact> accepted(List<DeliveredFact> facts) {
    return facts.stream().filter(DeliveredFact::isAccepted).toList();
  }

  private static List<ToldRecording> recordings(List<DeliveredFact> facts) {
    return facts.stream()
        .filter(fact -> fact.told() instanceof CarrierCallRecording)
        .map(
            fact ->
                new ToldRecording(fact.call(), (CarrierCallRecording) fact.told(), fact.eventId()))
        .toList();
  }
}
