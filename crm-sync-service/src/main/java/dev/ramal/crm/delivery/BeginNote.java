package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent;
import dev.ramal.crm.activity.ActivityEvent.NoteAbsent;
import dev.ramal.crm.activity.ActivityEvent.NoteBegun;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.prices.CallPriceRepository;
import dev.ramal.events.Money;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Commits what a delivery is about to do, and only while the job is still its own. */
@ApplicationScoped
class BeginNote {
  private static final Logger LOG = Logger.getLogger(BeginNote.class);

  private final SqlTransactions transactions;
  private final ActivityRepository activities;
  private final CallPriceRepository prices;
  private final Jobs jobs;
  private final Clock clock;

  BeginNote(
      SqlTransactions transactions,
      ActivityRepository activities,
      CallPriceRepository prices,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.prices = prices;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** As it stands now. */
  Uni<Activity> read(Job job) {
    return transactions.inTenant(job.tenant(), sql -> activities.lockOf(sql, job));
  }

  /** The note of the call that this one follows. */
  Uni<Optional<Activity>> first(Job job) {
    return transactions.inTenant(job.tenant(), sql -> activities.firstOf(sql, job));
  }

  /** What the note is to say that the call costs; empty where it is not known or not wanted. */
  Uni<Optional<Money>> price(Job job) {
    return transactions.inTenant(
        job.tenant(), sql -> prices.forNote(sql, job.tenant(), job.subject()));
  }

  /**
   * From here on the note may exist.
   *
   * @param seen the activity for which the place was found
   * @return what is to be told, as it stands now; or, when the call was moved to another deal
   *     meanwhile, the activity as it is now, still pending; empty when this delivery must stop
   */
  Uni<Optional<Activity>> begin(Job job, Activity seen, NotePlace place) {
    return change(job, new NoteBegun(place), now -> now.call().isAboutTheSameDealAs(seen.call()));
  }

  /** The note that was begun earlier is proven not to exist; as {@link #begin}. */
  Uni<Optional<Activity>> forget(Job job) {
    return change(job, new NoteAbsent(), now -> true);
  }

  private Uni<Optional<Activity>> change(Job job, ActivityEvent event, Predicate<Activity> fits) {
    return transactions.inTenant(
        job.tenant(),
        sql ->
            Uni.combine()
                .all()
                .unis(activities.lockOf(sql, job), mayGoOn(sql, job))
                .collectFailures()
                .with(
                    (now, may) ->
                        may && fits.test(now)
                            ? store(sql, now.on(event))
                            : Uni.createFrom().item(Optional.of(now).filter(n -> may)))
                .flatMap(Function.identity()));
  }

  private Uni<Optional<Activity>> store(Sql sql, Optional<Activity> changed) {
    return changed
        .map(next -> activities.update(sql, next).replaceWith(changed))
        .orElseGet(() -> Uni.createFrom().item(changed));
  }

  private Uni<Boolean> mayGoOn(Sql sql, Job job) {
    return jobs.holds(sql, job)
        .map(held -> held && job.mayStillLeave(clock))
        .invoke(
            may -> {
              if (!may) {
                LOG.warnf(
                    "tenant=%s call=%s job=%s was taken over before its note left",
                    job.tenant(), job.subject(), job.id());
              }
            });
  }
}
