package dev.ramal.calls.carrier;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.AccountInquiry;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ports that are plugged in, by carrier. */
@ApplicationScoped
public class Carriers implements AccountInquiry {
  private final Map<Carrier, CarrierPort> ports;

  Carriers(@All List<CarrierPort> ports) {
    this.ports =
        ports.stream().collect(Collectors.toMap(CarrierPort::carrier, Function.identity()));
  }

  /**
   * @throws IllegalArgumentException when no port of that carrier is plugged in
   */
  public CarrierPort of(Carrier carrier) {
    CarrierPort port = ports.get(carrier);
    if (port == null) {
      throw new IllegalArgumentException("no port for " + carrier);
    }
    return port;
  }

  @Override
  public Uni<AccountCheck> check(CarrierAccount account) {
    return of(account.carrier()).check(account);
  }

  @Override
  public Uni<AccountCheck> check(SoftphoneAccount softphones) {
    SoftphonePort port = of(softphones.account().carrier()).softphones();
    return port.lacking(softphones).isEmpty()
        ? port.check(softphones)
        : Uni.createFrom().item(new AccountCheck.Known(List.of()));
  }

  /** Those that connect calls to such destinations. */
  public List<Carrier> reaching(DestinationClass destination) {
    return ports.values().stream()
        .filter(port -> port.reaches(destination))
        .map(CarrierPort::carrier)
        .sorted(Comparator.comparing(Carrier::wire))
        .toList();
  }
}
