package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent;
import dev.ramal.crm.activity.ActivityEvent.NoteAbsent;
import dev.ramal.crm.activity.ActivityEvent.NoteBegun;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.ActivityState.Writing;
import dev.ramal.crm.messagedays.DayNotes;
import dev.ramal.crm.messagedays.ToldMessage;
import dev.ramal.crm.prices.CallPriceRepository;
import dev.ramal.events.Money;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Commits what deliveries are about to do, each only while the job is still its own. Those that
 * come to it at about one time, of any organizations, share a transaction.
 *
 * <p>Failure policy: whoever is answered may rely on the commit. Where it is not known whether
 * there was one nobody is, and the note is looked for before it is written.
 */
@ApplicationScoped
class BeginNote {
  private static final Logger LOG = Logger.getLogger(BeginNote.class);
  private static final String WHY = "notes of every organization";

  /** A set that is much larger holds its rows for longer than it saves. */
  private static final int MOST = 64;

  /** For a lock in a set, for which others wait as well. */
  private static final Duration LOCK = Duration.ofMillis(500);

  private final SqlTransactions transactions;
  private final ActivityRepository activities;
  private final CallPriceRepository prices;
  private final DayNotes dayNotes;
  private final Jobs jobs;
  private final Clock clock;
  private final GroupCommit<Job, Optional<Activity>> reads;
  private final GroupCommit<Step, BegunNote> steps;

  BeginNote(
      SqlTransactions transactions,
      ActivityRepository activities,
      CallPriceRepository prices,
      DayNotes dayNotes,
      Jobs jobs,
      DeliveryConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.activities = activities;
    this.prices = prices;
    this.dayNotes = dayNotes;
    this.jobs = jobs;
    this.clock = clock;
    Duration patience = config.deadline().dividedBy(2);
    this.reads =
        new GroupCommit<>(MOST, patience, null, Job::tenant, failure -> true, this::readAll);
    this.steps =
        new GroupCommit<>(
            MOST, patience, null, Step::tenant, SqlState::provesRollback, this::takeAll);
  }

  /**
   * @param fits whether the activity, as it stands now, is still the one that this is about
   */
  private record Step(Job job, ActivityEvent event, Predicate<Activity> fits) {
    private Object tenant() {
      return job.tenant();
    }
  }

  /** As it stands now. */
  Uni<Activity> read(Job job) {
    return reads.add(job).map(Optional::orElseThrow);
  }

  /** The note of the call that this one follows. */
  Uni<Optional<Activity>> first(Job job) {
    return transactions.inTenant(job.tenant(), sql -> activities.firstOf(sql, job));
  }

  /** What the note of a day, which has begun, tells. */
  Uni<List<ToldMessage>> messages(Activity begun) {
    return transactions.inTenant(begun.tenant(), sql -> dayNotes.told(sql, begun));
  }

  /**
   * From here on the note may exist.
   *
   * @param seen the activity for which the place was found
   */
  Uni<BegunNote> begin(Job job, Activity seen, NotePlace place) {
    return steps.add(
        new Step(
            job, new NoteBegun(place), now -> now.subject().isAboutTheSameDealAs(seen.subject())));
  }

  /** The note that was begun earlier is proven not to exist; as {@link #begin}. */
  Uni<BegunNote> forget(Job job) {
    return steps.add(new Step(job, new NoteAbsent(), now -> true));
  }

  private Uni<List<Optional<Activity>>> readAll(List<Job> asked) {
    return transactions
        .acrossTenants(WHY, sql -> activities.readOf(sql, asked))
        .map(found -> asked.stream().map(job -> Optional.ofNullable(found.get(job))).toList());
  }

  private Uni<List<BegunNote>> takeAll(List<Step> asked) {
    return transactions.acrossTenants(WHY, LOCK, sql -> takeAll(sql, asked));
  }

  private Uni<List<BegunNote>> takeAll(SqlTransaction sql, List<Step> asked) {
    List<Job> all = asked.stream().map(Step::job).distinct().toList();
    List<RowKey> calls = all.stream().map(job -> RowKey.of(job.tenant(), job.subject())).toList();
    return Uni.combine()
        .all()
        .unis(activities.lockOf(sql, all), jobs.holding(sql, all), prices.forNotes(sql, calls))
        .collectFailures()
        .with((found, held, costs) -> takeAll(sql, asked, found, held, costs));
  }

  /** Of what was asked for twice the second finds what the first has made. */
  private List<BegunNote> takeAll(
      SqlTransaction sql,
      List<Step> asked,
      Map<Job, Activity> found,
      Set<Job> held,
      Map<RowKey, Money> costs) {
    Map<String, Activity> changed = new LinkedHashMap<>();
    List<BegunNote> begun = new ArrayList<>();
    for (Step step : asked) {
      Job job = step.job();
      Activity now = found.get(job);
      Optional<Activity> next = Optional.empty();
      if (now != null && mayGoOn(job, held)) {
        boolean fits = step.fits().test(now);
        next = fits ? now.on(step.event()) : Optional.of(now);
        if (fits && next.isPresent()) {
          changed.put(next.get().id(), next.get());
          found.put(job, next.get());
        }
      }
      begun.add(
          next.map(
                  activity ->
                      new BegunNote(activity, costs.get(RowKey.of(job.tenant(), job.subject()))))
              .orElse(BegunNote.STOPPED));
    }
    sql.withCommit(
        Sql.together(
            List.of(
                activities.updateAll(sql, changed.values()),
                dayNotes.take(sql, begun(changed.values())))));
    return begun;
  }

  private static List<Activity> begun(Collection<Activity> changed) {
    return changed.stream().filter(activity -> activity.state() instanceof Writing).toList();
  }

  private boolean mayGoOn(Job job, Set<Job> held) {
    boolean may = held.contains(job) && job.mayStillLeave(clock);
    if (!may) {
      LOG.warnf(
          "tenant=%s call=%s job=%s was taken over before its note left",
          job.tenant(), job.subject(), job.id());
    }
    return may;
  }
}
