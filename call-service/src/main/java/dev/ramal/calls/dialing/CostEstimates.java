package dev.ramal.calls.dialing;

import dev.ramal.calls.numbers.DestinationClass;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
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
    String destination = DestinationClass.of(to.value());
    return session
        .createNativeQuery(ESTIMATE, Object[].class)
        .setParameter("carrier", carrier.name())
        .setParameter(
            "class", destination.startsWith("international") ? "international" : destination)
        .getSingleResultOrNull()
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(found -> new Money((BigDecimal) found[0], (String) found[1])));
  }
}
