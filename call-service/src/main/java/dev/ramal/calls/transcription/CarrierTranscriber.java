package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.TranscriptPort;
import dev.ramal.calls.carrier.TranscriptPort.Asked;
import dev.ramal.calls.carrier.TranscriptPort.Speech;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The carrier that has the recording writes it down, through the account that made it. */
@ApplicationScoped
class CarrierTranscriber implements Transcriber {
  static final String STEP = "carrier";

  private final CarrierAccounts accounts;
  private final Carriers carriers;

  CarrierTranscriber(CarrierAccounts accounts, Carriers carriers) {
    this.accounts = accounts;
    this.carriers = carriers;
  }

  @Override
  public String step() {
    return STEP;
  }

  @Override
  public Uni<Outcome<Answer>> ask(Recorded recording, String language) {
    Speech speech = speech(recording, language);
    return atCarrier(recording, (port, account) -> port.ask(account, speech))
        .map(outcome -> with(outcome, CarrierTranscriber::coming));
  }

  @Override
  public Uni<Outcome<Answer>> find(Recorded recording, String language) {
    Speech speech = speech(recording, language);
    return atCarrier(recording, (port, account) -> port.find(account, speech))
        .map(outcome -> with(outcome, CarrierTranscriber::coming));
  }

  private static Answer coming(Asked asked) {
    return new Answer.Coming(asked.handle());
  }

  @Override
  public Uni<Outcome<Answer>> collect(Recorded recording, String language, String handle) {
    Speech speech = speech(recording, language);
    return atCarrier(recording, (port, account) -> port.fetch(account, speech, handle))
        .map(outcome -> with(outcome, Answer.Ready::new));
  }

  @Override
  public Uni<Outcome<Erasure>> erase(Recorded recording, String language) {
    Speech speech = speech(recording, language);
    return atCarrier(recording, (port, account) -> port.erase(account, speech));
  }

  private <T> Uni<Outcome<T>> atCarrier(
      Recorded recording, BiFunction<TranscriptPort, CarrierAccount, Uni<Outcome<T>>> question) {
    return accounts
        .byId(recording.tenant(), recording.connectionId())
        .chain(
            account ->
                account.isEmpty()
                    ? Uni.createFrom().item(new Outcome.NotTaken<>("the connection is gone"))
                    : question.apply(
                        carriers.of(recording.carrier()).transcripts(), account.get()));
  }

  private static Speech speech(Recorded recording, String language) {
    return new Speech(
        recording.carrierRecordingId(),
        recording.channels(),
        "call".equals(recording.source()),
        language);
  }

  private static <T> Outcome<Answer> with(Outcome<T> outcome, Function<T, Answer> done) {
    if (outcome instanceof Outcome.Done<T> taken) {
      return new Outcome.Done<>(done.apply(taken.result()));
    }
    if (outcome instanceof Outcome.Refused<T> refused) {
      return new Outcome.Refused<>(refused.code(), refused.reason());
    }
    if (outcome instanceof Outcome.NotTaken<T> not) {
      return new Outcome.NotTaken<>(not.reason());
    }
    if (outcome instanceof Outcome.Throttled<T> fast) {
      return new Outcome.Throttled<>(fast.retryAfter(), fast.reason());
    }
    return new Outcome.Unknown<>(((Outcome.Unknown<T>) outcome).reason());
  }
}
