package dev.ramal.calls.routing;

import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import java.util.Set;

/**
 * For which call a carrier is looked for.
 *
 * @param from the number that is to be shown; null for the account's first
 * @param only the one carrier that whoever clicked wants; null for any
 * @param first the one that comes first by the voice settings
 * @param refused those that proved not to carry this call
 */
public record RouteWish(E164 to, E164 from, Carrier only, Carrier first, Set<Carrier> refused) {
  public static RouteWish of(E164 to, E164 from, Carrier only, Carrier first) {
    return new RouteWish(to, from, only, first, Set.of());
  }
}
