package dev.ramal.calls.insight;

import dev.ramal.calls.costs.ChangedCosts;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.InsightDays;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A call of a past day of which billing tells another cost makes the sums of that day untrue: in
 * the same transaction they are said not to be.
 */
@ApplicationScoped
class UnkeepBilledDays implements ChangedCosts {
  private final InsightRepository insight;
  private final Clock clock;

  UnkeepBilledDays(InsightRepository insight, Clock clock) {
    this.insight = insight;
    this.clock = clock;
  }

  @Override
  @AcrossTenants("each call names its own")
  public Uni<Void> changed(Sql sql, List<RowKey> calls) {
    Instant now = clock.instant();
    return insight
        .daysOf(sql, calls, InsightDays.begin(InsightDays.of(now)))
        .map(
            days ->
                days.stream()
                    .filter(day -> InsightDays.isClosed(LocalDate.parse(day.id()), now))
                    .toList())
        .chain(
            days ->
                days.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Sql.together(InsightRepository.DAYS.unkeep(sql, days)));
  }
}
