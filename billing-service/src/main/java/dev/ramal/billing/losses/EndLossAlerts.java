package dev.ramal.billing.losses;

import dev.ramal.billing.MonthRange;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Ends the alerts of organizations that have made no loss for a whole day.
 *
 * <p>Failure policy: what a round could not end the next one does.
 */
@ApplicationScoped
class EndLossAlerts {
  private static final Logger LOG = Logger.getLogger(EndLossAlerts.class);

  private final SqlTransactions transactions;
  private final LossAlertRepository told;
  private final LossAlerts alerts;
  private final Outbox outbox;
  private final MonthRange range;
  private final Clock clock;

  /**
   * @param config asked for so that the timer knows its default
   */
  EndLossAlerts(
      SqlTransactions transactions,
      LossAlertRepository told,
      LossAlerts alerts,
      Outbox outbox,
      MonthRange range,
      LossConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.told = told;
    this.alerts = alerts;
    this.outbox = outbox;
    this.range = range;
    this.clock = clock;
  }

  @Scheduled(
      identity = "ended-losses",
      every = "${ramal.billing.losses.end-every}",
      delayed = "${ramal.billing.losses.end-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        round(), failure -> LOG.warnf("alerts of losses are ended later: %s", failure));
  }

  /** Two at once end each alert once: the second waits, and finds it ended. */
  Uni<Void> round() {
    return transactions.acrossTenants(
        "alerts of all organizations are looked after",
        sql -> {
          Instant now = clock.instant();
          return told.end(sql, range.today().minusDays(1), now)
              .chain(ended -> outbox.appendAll(sql, alerts.over(ended, now)));
        });
  }
}
