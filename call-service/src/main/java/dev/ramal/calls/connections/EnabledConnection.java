package dev.ramal.calls.connections;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import java.util.List;
import java.util.Optional;

/**
 * An account through which calls can be made, without its secrets.
 *
 * @param numbers that may be shown as caller id, the first is the default
 */
public record EnabledConnection(Carrier carrier, ConnectionId id, List<E164> numbers) {

  /** The number shown when nobody chose one; empty when the account has none. */
  public Optional<E164> defaultNumber() {
    return numbers.stream().findFirst();
  }
}
