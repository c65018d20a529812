package dev.ramal.calls.costs;

import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears in the same transaction of calls of which another cost is kept than before. */
public interface ChangedCosts {
  /**
   * @param calls organization and id; perhaps of calls that nobody knows here
   */
  Uni<Void> changed(Sql sql, List<RowKey> calls);
}
