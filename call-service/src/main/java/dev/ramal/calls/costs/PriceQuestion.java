package dev.ramal.calls.costs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import java.time.Duration;
import java.util.Map;

/** The job that asks a carrier what the legs of a call have cost. */
public final class PriceQuestion {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "call-prices";

  private static final String KIND = "ask";

  private PriceQuestion() {}

  /**
   * A call that is being asked about is not asked about twice.
   *
   * @param connectionId of the account that the call went through; null where it had none
   */
  public static NewJob of(TenantId tenant, String callId, String connectionId, Duration dueIn) {
    return NewJob.of(tenant, QUEUE, KIND, callId, Map.of())
        .once(callId)
        .onAccount(connectionId)
        .withPriority(Priority.BACKGROUND)
        .dueIn(dueIn);
  }
}
