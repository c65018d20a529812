package dev.ramal.crm.messagedays;

import dev.ramal.crm.prices.NoteSettingsRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes a note of each day of messages that is over, and deletes old days.
 *
 * <p>Of two processes the second skips the days that the first has taken. What an organization does
 * not want any more when the day ends is left without a note.
 */
@ApplicationScoped
class CloseMessageDays {
  private static final Logger LOG = Logger.getLogger(CloseMessageDays.class);
  private static final int AT_ONCE = 500;
  private static final String WHY = "days of every organization end";

  private final SqlTransactions transactions;
  private final MessageDayRepository days;
  private final NoteSettingsRepository settings;
  private final OpenDayNotes openDayNotes;
  private final MessageDayConfig config;
  private final Clock clock;

  CloseMessageDays(
      SqlTransactions transactions,
      MessageDayRepository days,
      NoteSettingsRepository settings,
      OpenDayNotes openDayNotes,
      MessageDayConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.days = days;
    this.settings = settings;
    this.openDayNotes = openDayNotes;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.message-days.every}",
      delayed = "${ramal.crm.message-days.every}",
      identity = "close-message-days",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    Instant now = clock.instant();
    return BestEffort.of(
        close(now, now.minus(config.quiet())).chain(() -> purge(now.minus(config.keep()))),
        failure -> LOG.warnf("closing days of messages: %s", failure));
  }

  /**
   * @param quietSince days of which something was heard later stay open
   */
  Uni<Void> close(Instant now, Instant quietSince) {
    return transactions
        .acrossTenants(
            WHY,
            sql -> days.close(sql, now, quietSince, AT_ONCE).call(closed -> begin(sql, closed)))
        .chain(
            closed ->
                closed.size() < AT_ONCE ? Uni.createFrom().voidItem() : close(now, quietSince));
  }

  private Uni<Void> begin(Sql sql, List<KeptDay.Closed> closed) {
    Set<TenantId> tenants =
        closed.stream().map(one -> one.day().tenant()).collect(Collectors.toSet());
    return settings
        .wantingMessages(sql, tenants)
        .map(
            wanting ->
                closed.stream()
                    .filter(one -> one.lastAt() != null && wanting.contains(one.day().tenant()))
                    .toList())
        .chain(wanted -> openDayNotes.first(sql, wanted));
  }

  private Uni<Void> purge(Instant before) {
    return transactions
        .acrossTenants(WHY, sql -> days.purge(sql, before, AT_ONCE))
        .chain(deleted -> deleted < AT_ONCE ? Uni.createFrom().voidItem() : purge(before));
  }
}
