package dev.ramal.crm.delivery;

import static java.util.stream.Collectors.groupingBy;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.NoteGone;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the CRM whether notes that were written stand there. One that does not is a failure of the
 * kind missing: somebody has deleted it, or the CRM has lost it. It is never written again unasked,
 * as somebody may have meant it; a redrive looks once more and writes it.
 *
 * <p>Failure policy: a sample, the newest of each organization, so that little of its quota is
 * used. Notes are taken with a lease and marked when the CRM has answered: what one that is away
 * could not answer, or whose process died, is asked again by the next round, for a day.
 */
@ApplicationScoped
class VerifyNotes {
  static final String WHY = "a nota não está mais na negociação";

  private static final Logger LOG = Logger.getLogger(VerifyNotes.class);
  private static final Duration OLDEST = Duration.ofDays(1);

  /** A CRM that is slow holds up its own organization. */
  private static final int AT_ONCE = 4;

  private final SqlTransactions transactions;
  private final ActivityRepository activities;
  private final CrmNotes notes;
  private final PublishActivity publishActivity;
  private final VerificationConfig config;
  private final Clock clock;

  VerifyNotes(
      SqlTransactions transactions,
      ActivityRepository activities,
      CrmNotes notes,
      PublishActivity publishActivity,
      VerificationConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.notes = notes;
    this.publishActivity = publishActivity;
    this.config = config;
    this.clock = clock;
  }

  /** How many notes are looked for. */
  @ConfigMapping(prefix = "ramal.crm.verification")
  interface VerificationConfig {

    /** How often some are looked for, the first time so long after the start. */
    @WithDefault("1H")
    Duration every();

    /** How many of an organization each time; 0 for none. */
    @WithDefault("20")
    int notes();

    /** How long a note may take to show up after it was written. */
    @WithDefault("10M")
    Duration grace();

    /** After this another process may ask about what one has taken. */
    @WithDefault("30M")
    Duration lease();
  }

  @Scheduled(
      every = "${ramal.crm.verification.every}",
      delayed = "${ramal.crm.verification.every}",
      identity = "verify-crm-notes",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        verify(clock.instant()), failure -> LOG.warnf("verifying notes: %s", failure));
  }

  private Uni<Void> verify(Instant now) {
    return transactions
        .acrossTenants(
            "notes of every organization are looked for in its CRM",
            sql ->
                activities.takeUnverified(
                    sql,
                    now.minus(OLDEST),
                    now.minus(config.grace()),
                    config.notes(),
                    config.lease()))
        .chain(
            taken ->
                Multi.createFrom()
                    .iterable(taken.stream().collect(groupingBy(Activity::tenant)).entrySet())
                    .onItem()
                    .transformToUni(some -> verify(some.getKey(), some.getValue()))
                    .merge(AT_ONCE)
                    .onItem()
                    .ignoreAsUni());
  }

  private Uni<Void> verify(TenantId tenant, List<Activity> taken) {
    List<Activity> answered = new ArrayList<>();
    Uni<Void> verified =
        Multi.createFrom()
            .iterable(taken)
            .onItem()
            .transformToUniAndConcatenate(
                activity -> verify(activity).invoke(() -> answered.add(activity)))
            .onItem()
            .ignoreAsUni()
            .onFailure(CrmFault.class)
            .recoverWithNull()
            .chain(
                () ->
                    transactions.inTenant(
                        tenant, sql -> activities.verified(sql, tenant, taken, answered)));
    return BestEffort.of(
        verified, failure -> LOG.warnf("tenant=%s verifying notes: %s", tenant, failure));
  }

  /** A CRM that refuses the question has answered it, once for all. */
  private Uni<Void> verify(Activity activity) {
    Synced written = (Synced) activity.state();
    return notes
        .find(activity, written.place())
        .chain(
            found -> found.isPresent() ? Uni.createFrom().voidItem() : missing(activity, written))
        .onFailure(CrmFault.Refused.class)
        .recoverWithNull();
  }

  /** Unless it has changed meanwhile. */
  private Uni<Void> missing(Activity activity, Synced written) {
    return transactions.inTenant(
        activity.tenant(),
        sql ->
            activities
                .lockSame(sql, activity)
                .map(
                    now ->
                        now.filter(same -> same.state().equals(written))
                            .flatMap(same -> same.on(new NoteGone(WHY)))
                            .map(List::of)
                            .orElse(List.of()))
                .call(gone -> activities.updateAll(sql, gone))
                .chain(
                    gone ->
                        gone.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : publishActivity.failed(sql, gone)));
  }
}
