package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/** Transcripts at a carrier that writes nothing down: there are none, and none is asked for. */
record NoTranscripts(Carrier carrier) implements TranscriptPort {
  @Override
  public Uni<Outcome<Asked>> ask(CarrierAccount account, Speech speech) {
    return refused();
  }

  @Override
  public Uni<Outcome<Asked>> find(CarrierAccount account, Speech speech) {
    return refused();
  }

  @Override
  public Uni<Outcome<Transcript>> fetch(CarrierAccount account, Speech speech, String handle) {
    return refused();
  }

  private <T> Uni<Outcome<T>> refused() {
    return Uni.createFrom()
        .item(new Outcome.Refused<>("not-supported", carrier.wire() + " writes nothing down"));
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, Speech speech) {
    return Uni.createFrom().item(new Outcome.Done<>(Erasure.NOT_THERE));
  }
}
