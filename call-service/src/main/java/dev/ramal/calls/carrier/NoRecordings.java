package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Recordings at a carrier that records nothing: there are none, and none is begun. */
record NoRecordings(Carrier carrier) implements RecordingPort {
  @Override
  public Uni<Outcome<Taken>> begin(CarrierAccount account, Command command) {
    return refused();
  }

  @Override
  public Uni<Outcome<Taken>> pause(CarrierAccount account, Command command) {
    return refused();
  }

  @Override
  public Uni<Outcome<Taken>> resume(CarrierAccount account, Command command) {
    return refused();
  }

  private Uni<Outcome<Taken>> refused() {
    return Uni.createFrom()
        .item(new Outcome.Refused<>("not-supported", carrier.wire() + " records nothing"));
  }

  @Override
  public Uni<Place> locate(CarrierAccount account, RecordingHandle recording) {
    return Uni.createFrom().item(new Place.Nowhere(carrier.wire() + " keeps no recordings"));
  }

  @Override
  public Uni<CarrierReply<List<ListedRecording>>> ofLeg(CarrierAccount account, CarrierCallId leg) {
    return Uni.createFrom().item(new CarrierReply.Done<>(List.of()));
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, RecordingHandle recording) {
    return Uni.createFrom().item(new Outcome.Done<>(Erasure.NOT_THERE));
  }
}
