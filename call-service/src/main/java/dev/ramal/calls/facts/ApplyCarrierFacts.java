package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.recordings.RecordingFacts;
import dev.ramal.calls.recordings.RecordingFacts.ToldRecording;
import dev.ramal.calls.transcription.TranscriptFacts;
import dev.ramal.calls.transcription.TranscriptFacts.ToldTranscript;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies a set of carriers' facts to their calls. */
@ApplicationScoped
class ApplyCarrierFacts {
  private final InboundCalls inbound;
  private final ApplyFacts applyFacts;
  private final RecordingFacts recordings;
  private final TranscriptFacts transcripts;

  ApplyCarrierFacts(
      InboundCalls inbound,
      ApplyFacts applyFacts,
      RecordingFacts recordings,
      TranscriptFacts transcripts) {
    this.inbound = inbound;
    this.applyFacts = applyFacts;
    this.recordings = recordings;
    this.transcripts = transcripts;
  }

  Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Map<Boolean, List<DeliveredFact>> told =
        deliveries.stream()
            .map(DeliveredFact::of)
            .flatMap(Optional::stream)
            .collect(
                Collectors.partitioningBy(fact -> fact.told() instanceof CarrierCallTranscript));
    List<DeliveredFact> facts = told.get(false);
    return inbound
        .place(sql, facts.stream().filter(fact -> fact.call() == null).toList())
        .chain(
            begun ->
                apply(
                    sql,
                    Stream.concat(begun.freed().stream(), facts.stream()).toList(),
                    begun.calls()))
        .chain(() -> transcripts.accept(sql, transcripts(told.get(true))));
  }

  /** They hang on recordings, and change no call. */
  private static List<ToldTranscript> transcripts(List<DeliveredFact> facts) {
    return facts.stream()
        .map(fact -> new ToldTranscript(fact.tenant(), (CarrierCallTranscript) fact.told()))
        .toList();
  }

  /**
   * Applies facts whose calls are known; the others are left out.
   *
   * @param begun calls that are not stored yet, with the carrier's handle
   */
  Uni<Void> apply(Sql sql, List<DeliveredFact> facts, Map<Call, String> begun) {
    List<DeliveredFact> placed = facts.stream().filter(DeliveredFact::isPlaced).toList();
    return applyFacts
        .applyAll(sql, placed.stream().map(DeliveredFact::arrived).toList(), begun)
        .chain(now -> recordings.accept(sql, recordings(placed, now)));
  }

  /** Without those that were refused while they were applied. */
  private static List<ToldRecording> recordings(
      List<DeliveredFact> placed, Map<CallRef, Call> now) {
    return placed.stream()
        .filter(DeliveredFact::isPlaced)
        .filter(fact -> fact.told() instanceof CarrierCallRecording && now.containsKey(fact.call()))
        .map(
            fact ->
                new ToldRecording(
                    now.get(fact.call()), (CarrierCallRecording) fact.told(), fact.eventId()))
        .toList();
  }
}
