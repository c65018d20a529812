package dev.ramal.calls.costs;

import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps what billing tells of the cost of calls: of each call the highest version, so events may
 * come twice, late and in any order, and before anybody here knows the call.
 */
@ApplicationScoped
public class KeepCallCosts implements KeptTable<CallCost> {
  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::tenant).thenComparing(RowKey::id);

  private final CallCostRepository costs;
  private final ChangedCosts others;

  KeepCallCosts(CallCostRepository costs, ChangedCosts others) {
    this.costs = costs;
    this.others = others;
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(CallCostChanged.TYPE);
  }

  @Override
  public Optional<CallCost> read(ReceivedEvent event) {
    return Optional.of(CallCost.of(event.tenant(), event.data(CallCostChanged.class)));
  }

  /** With one statement, and one more to hear of calls of past days where any cost is new. */
  @Override
  @AcrossTenants("each cost names its own")
  public Uni<Void> keep(Sql sql, List<CallCost> told) {
    Map<RowKey, CallCost> newest = new TreeMap<>(ORDER);
    told.forEach(one -> newest.merge(one.key(), one, CallCost::orNewer));
    return costs
        .keep(sql, List.copyOf(newest.values()))
        .chain(
            changed ->
                changed.isEmpty() ? Uni.createFrom().voidItem() : others.changed(sql, changed));
  }
}
