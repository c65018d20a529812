package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.GivenUp;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends the wait of notes that no CRM took in time: an organization that connects one late gets the
 * calls of the last days and not those of years, and one that never does piles nothing up.
 *
 * <p>Failure policy: nothing is lost before the retention of failures; each is listed as a failure
 * and may be redriven.
 */
@ApplicationScoped
class GiveUpOldNotes {
  private static final Logger LOG = Logger.getLogger(GiveUpOldNotes.class);
  private static final int AT_ONCE = 500;

  private final SqlTransactions transactions;
  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final PublishActivity publishActivity;
  private final DeliveryConfig config;
  private final Clock clock;

  GiveUpOldNotes(
      SqlTransactions transactions,
      ActivityRepository activities,
      NoteJobs notes,
      PublishActivity publishActivity,
      DeliveryConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.notes = notes;
    this.publishActivity = publishActivity;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.delivery.give-up-every}",
      identity = "give-up-old-notes",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        portions(clock.instant().minus(config.longestWait()), null),
        failure -> LOG.warnf("giving up old notes: %s", failure));
  }

  private Uni<Void> portions(Instant before, Activity after) {
    return transactions
        .acrossTenants(
            "notes of every organization grow old",
            sql ->
                activities
                    .lockWaiting(sql, before, after, AT_ONCE)
                    .call(waiting -> giveUp(sql, waiting)))
        .chain(
            seen ->
                seen.size() < AT_ONCE
                    ? Uni.createFrom().voidItem()
                    : portions(before, seen.get(seen.size() - 1)));
  }

  private Uni<Void> giveUp(Sql sql, List<Activity> waiting) {
    String why = "nenhum CRM recebeu a ligação em " + config.longestWait().toDays() + " dias";
    return notes
        .withdrawOld(sql, waiting, config.longestWait(), why)
        .map(
            old ->
                old.stream()
                    .map(activity -> activity.on(new GivenUp(FailureKind.EXPIRED, why)))
                    .flatMap(Optional::stream)
                    .toList())
        .call(given -> activities.updateAll(sql, given))
        .call(given -> publishActivity.failed(sql, given))
        .invoke(given -> report(given.size()))
        .replaceWithVoid();
  }

  private static void report(int given) {
    if (given > 0) {
      LOG.infof("%d notes waited too long for a CRM and are failures now", given);
    }
  }
}
