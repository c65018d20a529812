package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** A carrier that sells no numbers through us: what an account has is entered with it. */
record NoNumbers(Carrier carrier) implements NumberPort {
  @Override
  public List<NumberDocument> documents(String country) {
    return List.of();
  }

  @Override
  public Uni<CarrierReply<List<DemandedPaper>>> papers(
      CarrierAccount account, String country, NumberType type) {
    return Uni.createFrom().item(new CarrierReply.Done<>(List.of()));
  }

  @Override
  public Uni<CarrierReply<DocumentReport>> report(
      CarrierAccount account, Map<String, String> documents) {
    return Uni.createFrom()
        .item(new CarrierReply.Done<>(new DocumentReport(DocumentState.APPROVED, "none needed")));
  }

  @Override
  public boolean waitsForDocuments() {
    return false;
  }

  @Override
  public Uni<CarrierReply<List<NumberOffer>>> search(CarrierAccount account, NumberQuery query) {
    return Uni.createFrom().item(new CarrierReply.Done<>(List.of()));
  }

  @Override
  public Uni<Outcome<String>> buy(CarrierAccount account, NumberOrder order) {
    return refused("sells no numbers");
  }

  @Override
  public Uni<Outcome<String>> find(CarrierAccount account, NumberOrder order) {
    return refused("sells no numbers");
  }

  @Override
  public Uni<Outcome<String>> release(CarrierAccount account, E164 number) {
    return Uni.createFrom().item(new Outcome.Done<>(""));
  }

  private Uni<Outcome<String>> refused(String why) {
    return Uni.createFrom()
        .item(new Outcome.Refused<>(NOT_OFFERED, carrier.wire() + " " + why + " through us"));
  }
}
