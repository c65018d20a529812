package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** What an account at one carrier consists of. One implementation per carrier. */
public interface ConnectionRules {

  Carrier carrier();

  /** The request's fields that belong to this carrier; all that belong to others must be absent. */
  Set<String> fields();

  /** Names each of its fields that is wrong. */
  void check(ConnectionRequest request, ConnectionFields fields);

  /**
   * What the account is set up for at the carrier and should not be, for its administrator to read;
   * empty also when the carrier cannot be asked.
   */
  default Uni<List<ConnectionWarning>> warnings(CarrierAccount account) {
    return Uni.createFrom().item(List.of());
  }
}
