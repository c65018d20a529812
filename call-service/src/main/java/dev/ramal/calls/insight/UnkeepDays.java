package dev.ramal.calls.insight;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.lifecycle.OldCalls;
import dev.ramal.calls.volume.CallVolumes.Changed;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.InsightDays;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * A call of a past day that changes, as by its price or a person's note, makes the sums of that day
 * untrue: in the same transaction they are said not to be.
 */
@ApplicationScoped
class UnkeepDays implements OldCalls {
  private final Clock clock;

  UnkeepDays(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Uni<?>> changed(Sql sql, List<Changed> calls) {
    Instant now = clock.instant();
    List<RowKey> days =
        calls.stream()
            .map(Changed::after)
            .filter(call -> call.state().over())
            .filter(call -> InsightDays.isClosed(InsightDays.of(requested(call)), now))
            .map(call -> RowKey.of(call.tenant(), InsightDays.of(requested(call)).toString()))
            .distinct()
            .toList();
    return days.isEmpty() ? List.of() : InsightRepository.DAYS.unkeep(sql, days);
  }

  private static Instant requested(Call call) {
    return call.details().requestedAt();
  }
}
