package dev.ramal.messaging.insight;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.messaging.lifecycle.OldMessages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A message of a past day that changes, as by its price or an answer, makes the sums of that day
 * untrue: in the same transaction they are said not to be.
 */
@ApplicationScoped
class UnkeepMessageDays implements OldMessages {
  private final Clock clock;

  UnkeepMessageDays(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Uni<?>> changed(Sql sql, List<Counted> messages) {
    Instant now = clock.instant();
    List<RowKey> days =
        messages.stream()
            .filter(message -> InsightDays.isClosed(day(message), now))
            .map(message -> RowKey.of(message.tenant(), day(message).toString()))
            .distinct()
            .toList();
    return days.isEmpty() ? List.of() : MessageInsightRepository.DAYS.unkeep(sql, days);
  }

  private static LocalDate day(Counted message) {
    return InsightDays.of(message.createdAt());
  }
}
