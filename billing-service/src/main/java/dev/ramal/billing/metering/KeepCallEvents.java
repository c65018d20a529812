package dev.ramal.billing.metering;

import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keeps something of the events of calls besides what they used, in the same transaction. */
public interface KeepCallEvents {
  /**
   * @param deliveries a set of events; one that cannot be read is refused
   */
  Uni<Void> keep(Sql sql, List<Delivery> deliveries);
}
