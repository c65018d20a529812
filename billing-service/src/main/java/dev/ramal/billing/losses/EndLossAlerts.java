package dev.ramal.billing.losses;

import dev.ramal.billing.MonthRange;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
  private final LossConfig config;
  private final Clock clock;
  private final Vertx vertx;
  private volatile long timer = -1;

  EndLossAlerts(
      SqlTransactions transactions,
      LossAlertRepository told,
      LossAlerts alerts,
      Outbox outbox,
      MonthRange range,
      LossConfig config,
      Clock clock,
      Vertx vertx) {
    this.transactions = transactions;
    this.told = told;
    this.alerts = alerts;
    this.outbox = outbox;
    this.range = range;
    this.config = config;
    this.clock = clock;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent ignored) {
    timer =
        vertx.setPeriodic(
            config.endEvery().toMillis(),
            tick ->
                round()
                    .subscribe()
                    .with(
                        done -> {},
                        failure -> LOG.warnf("alerts of losses are ended later: %s", failure)));
  }

  void stop(@Observes ShutdownEvent ignored) {
    vertx.cancelTimer(timer);
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
