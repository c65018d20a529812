package dev.ramal.crm.drift;

import dev.ramal.crm.drift.DriftRepository.Change;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Looks once an hour whether calls that have ended are missing in the CRM, and tells people when
 * that begins, when it has grown much worse, and when it is over. What waits because no CRM is
 * connected is told of by the lost connection; what a person has sent on its way again, or what
 * waited for a CRM that was connected just now, is late an hour after that.
 *
 * <p>Not before an hour after the start: what piled up while nothing ran here is not late yet.
 */
@ApplicationScoped
class WatchDrift {
  static final String TITLE = "Ligações terminadas faltam no CRM";

  private static final Logger LOG = Logger.getLogger(WatchDrift.class);
  private static final String SERVICE = "crm-sync-service";

  private final SqlTransactions transactions;
  private final DriftRepository drifts;
  private final Outbox outbox;
  private final Events events;
  private final DriftConfig config;
  private final Clock clock;

  WatchDrift(
      SqlTransactions transactions,
      DriftRepository drifts,
      Outbox outbox,
      Events events,
      DriftConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.drifts = drifts;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.drift.every}",
      delayed = "${ramal.crm.drift.every}",
      identity = "watch-crm-drift",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(look(), failure -> LOG.warnf("looking for drift: %s", failure));
  }

  /** Of several processes one looks: the others see that it was done. */
  Uni<Void> look() {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "calls of every organization belong in its CRM",
        sql ->
            drifts
                .look(
                    sql,
                    now.minus(config.every().dividedBy(2)),
                    now.minus(config.since()),
                    now.minus(config.late()))
                .chain(
                    changes ->
                        outbox.appendAll(
                            sql,
                            changes.stream()
                                .map(change -> OutboxEntry.of(event(change, now)))
                                .toList())));
  }

  private Event<?> event(Change change, Instant now) {
    Record told =
        change.isOver()
            ? new AlertResolved(SERVICE, TITLE, null, now)
            : new AlertRaised(
                UuidV7.next().toString(),
                SERVICE,
                change.isWorse() ? "critical" : "warning",
                TITLE,
                detail(change),
                null,
                now);
    return events.create(change.tenant(), Topics.ALERTS, change.tenant().value(), null, told);
  }

  private static String detail(Change change) {
    String now =
        "%d ligações esperam há mais de uma hora; de %d só se conhece o custo ou a gravação. "
            .formatted(change.late(), change.missing());
    String before =
        change.isWorse() ? "No último aviso eram %d ao todo. ".formatted(change.told()) : "";
    return now + before + "Veja /api/crm/sync/drift.";
  }

  /** What counts as missing. */
  @ConfigMapping(prefix = "ramal.crm.drift")
  interface DriftConfig {

    /** How often is looked, the first time so long after the start. */
    @WithDefault("1H")
    Duration every();

    /** How long a call may take into the CRM. */
    @WithDefault("1H")
    Duration late();

    /** How far back is looked. */
    @WithDefault("7D")
    Duration since();
  }
}
