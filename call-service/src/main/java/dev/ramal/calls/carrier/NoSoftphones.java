package dev.ramal.calls.carrier;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Softphones of a carrier that has none. */
record NoSoftphones(Carrier carrier) implements SoftphonePort {
  @Override
  public Optional<String> lacking(SoftphoneAccount account) {
    return Optional.of("carrier");
  }

  @Override
  public Uni<AccountCheck> check(SoftphoneAccount account) {
    return Uni.createFrom().item(new AccountCheck.Known(List.of()));
  }

  @Override
  public Uni<CarrierReply<Identity>> identity(
      SoftphoneAccount account, String username, String userId) {
    return Uni.createFrom().item(refused());
  }

  @Override
  public Uni<CarrierReply<Token>> token(SoftphoneAccount account, Identity identity) {
    return Uni.createFrom().item(refused());
  }

  private <T> CarrierReply<T> refused() {
    return new CarrierReply.Refused<>(
        400, "not-supported", carrier.wire() + " lets no browsers log in");
  }
}
