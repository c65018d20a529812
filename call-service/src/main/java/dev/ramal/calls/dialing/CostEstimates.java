package dev.ramal.calls.dialing;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a minute is expected to cost, from the table {@code cost_estimates}. */
@ApplicationScoped
class CostEstimates {
  private static final String ESTIMATE =
      """
      select per_minute, currency from cost_estimates
      where carrier = :carrier and destination_class = :class
      """;

  /** Empty when the table has no row for the carrier and the class of the number. */
  Uni<Optional<Money>> aMinute(Mutiny.Session session, Carrier carrier, E164 to) {
    DestinationClass destination = Destinations.ofCall(to.value());
    return session
        .<Object[]>createNativeQuery(ESTIMATE)
        .setParameter("carrier", carrier.name())
        .setParameter("class", rowOf(destination).word())
        .getSingleResultOrNull()
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(found -> new Money((BigDecimal) found[0], (String) found[1])));
  }

  /** Abroad, one row stands for every country; 4004 and its like are landlines. */
  private static DestinationClass rowOf(DestinationClass destination) {
    return Stream.of(DestinationClass.INTERNATIONAL, DestinationClass.LANDLINE)
        .filter(destination::isWithin)
        .findFirst()
        .orElse(destination);
  }
}
