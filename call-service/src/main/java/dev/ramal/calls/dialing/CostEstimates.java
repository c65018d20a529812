package dev.ramal.calls.dialing;

import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a minute is expected to cost, from the table {@code cost_estimates}. */
@ApplicationScoped
class CostEstimates {
  private static final String ESTIMATE =
      """
      select carrier, per_minute, currency from cost_estimates
      where destination_class = $1
      """;

  /** By the name of each carrier; without those that the table has no row of for the number. */
  Uni<Map<String, Money>> aMinute(Sql sql, E164 to) {
    return sql.query(ESTIMATE, rowOf(Destinations.ofCall(to.value())).word())
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.text(0), row -> new Money(row.decimal(1), row.text(2)))));
  }

  /** Abroad, one row stands for every country; 4004 and its like are landlines. */
  private static DestinationClass rowOf(DestinationClass destination) {
    return Stream.of(DestinationClass.INTERNATIONAL, DestinationClass.LANDLINE)
        .filter(destination::isWithin)
        .findFirst()
        .orElse(destination);
  }
}
