package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Erasures;
import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.TranscriptPort;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Transcripts at Telnyx. It writes down what it was told to when the recording began, and nothing
 * later: there is nothing to ask for, only to wait for.
 */
@ApplicationScoped
class TelnyxTranscripts implements TranscriptPort {
  private static final String PATH = "/recording_transcriptions";

  private final TelnyxApi telnyx;

  TelnyxTranscripts(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  @Override
  public Uni<Outcome<Asked>> ask(CarrierAccount account, Speech speech) {
    return Uni.createFrom().item(new Outcome.Done<>(new Asked(null)));
  }

  @Override
  public Uni<Outcome<Asked>> find(CarrierAccount account, Speech speech) {
    return ask(account, speech);
  }

  @Override
  public Uni<Outcome<Transcript>> fetch(CarrierAccount account, Speech speech, String handle) {
    return ofRecording(account, speech).map(TelnyxTranscripts::fetched);
  }

  private Uni<CarrierReply<List<TelnyxTranscription>>> ofRecording(
      CarrierAccount account, Speech speech) {
    return telnyx
        .get(
            account,
            PATH,
            Map.of("filter[recording_id]", speech.recordingId()),
            TelnyxTranscription[].class)
        .map(reply -> reply.map(found -> found == null ? List.of() : of(speech, found)));
  }

  /** Whatever the filter does, nobody is given another recording's. */
  private static List<TelnyxTranscription> of(Speech speech, TelnyxTranscription... found) {
    return Arrays.stream(found)
        .filter(one -> speech.recordingId().equals(one.recordingId()))
        .toList();
  }

  static Outcome<Transcript> fetched(CarrierReply<List<TelnyxTranscription>> reply) {
    if (reply instanceof CarrierReply.Done<List<TelnyxTranscription>> done) {
      return done.value().stream()
          .filter(TelnyxTranscription::isCompleted)
          .findFirst()
          .<Outcome<Transcript>>map(one -> new Outcome.Done<>(one.transcript()))
          .orElseGet(() -> new Outcome.NotTaken<>("Telnyx has written nothing down yet"));
    }
    return TranscriptPort.later(reply);
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, Speech speech) {
    return ofRecording(account, speech)
        .chain(reply -> Erasures.eachOf(reply, one -> erase(account, one)));
  }

  private Uni<Outcome<Erasure>> erase(CarrierAccount account, TelnyxTranscription one) {
    return telnyx
        .delete(account, PATH + "/" + TelnyxApi.segment(one.id()), JsonNode.class)
        .map(TranscriptPort::erased);
  }
}
