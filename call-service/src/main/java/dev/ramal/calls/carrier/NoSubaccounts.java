package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * A carrier that makes no accounts below others through us.
 *
 * @param why for people, with what to do instead
 */
public record NoSubaccounts(String why) implements SubaccountPort {
  @Override
  public Optional<String> whyNone() {
    return Optional.of(why);
  }

  @Override
  public Uni<Outcome<Made>> make(CarrierAccount owner, String name) {
    return Uni.createFrom().item(new Outcome.Refused<>(NOT_SUPPORTED, why));
  }

  @Override
  public Uni<Outcome<Made>> find(CarrierAccount owner, String name) {
    return make(owner, name);
  }
}
