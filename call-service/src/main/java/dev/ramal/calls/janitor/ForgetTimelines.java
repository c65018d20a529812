package dev.ramal.calls.janitor;

import dev.ramal.calls.live.CallTimeline;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Forgets old entries of timelines in small transactions, until there is nothing old left. */
@ApplicationScoped
class ForgetTimelines {
  private final SqlTransactions transactions;
  private final CallTimeline timeline;
  private final CallJanitorConfig config;
  private final Clock clock;

  ForgetTimelines(
      SqlTransactions transactions, CallTimeline timeline, CallJanitorConfig config, Clock clock) {
    this.transactions = transactions;
    this.timeline = timeline;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> forgetOld() {
    Instant before = clock.instant().minus(config.keepTimeline());
    return transactions
        .acrossTenants(
            "the janitor forgets old entries of timelines of all organizations",
            sql -> timeline.forget(sql, before, config.forgetBatch()))
        .chain(gone -> gone < config.forgetBatch() ? Uni.createFrom().voidItem() : forgetOld());
  }
}
