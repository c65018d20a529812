package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.numbering.Destinations;
import java.util.List;
import java.util.Optional;

/**
 * An account through which calls can be made, without its secrets.
 *
 * @param numbers that may be shown as caller id, the first is the default
 */
public record EnabledConnection(Carrier carrier, ConnectionId id, List<E164> numbers) {

  /**
   * The number shown when nobody chose one: the first that is not toll-free, for those take calls
   * and cannot make any; empty when the account has none.
   */
  public Optional<E164> defaultNumber() {
    return numbers.stream()
        .filter(number -> !Destinations.ofCall(number.value()).equals(DestinationClass.TOLL_FREE))
        .findFirst()
        .or(() -> numbers.stream().findFirst());
  }
}
