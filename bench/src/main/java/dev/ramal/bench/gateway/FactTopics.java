package dev.ramal.bench.gateway;

import dev.ramal.events.Event;
import dev.ramal.gateway.publishing.TenantShares;

/** Puts facts on the topics on which the gateway would publish them, as it is set up. */
public final class FactTopics {
  /** What {@code ramal.publishing.tenant-share} is unless somebody sets it. */
  private static final int SHARE_PER_SECOND = 200;

  private static final int BURST_SECONDS = 5;

  private final TenantShares shares =
      new TenantShares(SHARE_PER_SECOND, BURST_SECONDS, System::nanoTime);

  /** Counts the fact for its organization. */
  public Event<?> place(Event<?> fact) {
    return fact.on(shares.topicOf(fact));
  }
}
