package dev.ramal.calls.costs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Calls that are over, as whoever keeps them knows them. */
public interface EndedCalls {
  /** Those that there are and that are over; they may be of several organizations. */
  Uni<List<Ended>> among(Sql sql, List<RowKey> calls);

  /**
   * A call that is over.
   *
   * @param connectionId of the account that it went through; null where it had none
   */
  record Ended(TenantId tenant, String callId, String connectionId) {
    NewJob question() {
      return PriceQuestion.of(tenant, callId, connectionId, Duration.ZERO);
    }
  }
}
