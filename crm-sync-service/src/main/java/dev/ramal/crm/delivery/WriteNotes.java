package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent;
import dev.ramal.crm.activity.ActivityEvent.GivenUp;
import dev.ramal.crm.activity.ActivityEvent.NoteAbsent;
import dev.ramal.crm.activity.ActivityEvent.NoteRefused;
import dev.ramal.crm.activity.ActivityEvent.NoteWritten;
import dev.ramal.crm.activity.ActivityState.Pending;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.connections.DeliveryGate;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobSetHandler;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The queue of notes: sends them, and records what an outcome means for the activity and who is
 * told.
 *
 * <p>Failure policy: of two deliveries of one job only the first that is heard of changes
 * something; but a note that was written is recorded as written, whatever was believed before. What
 * each fault of the CRM leads to says {@link FaultPolicy}.
 */
@ApplicationScoped
class WriteNotes implements JobSetHandler<NoteWritten> {
  private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

  /** A CRM takes few requests a second of an organization; more at once would only wait. */
  private static final int AT_ONCE_OF_ONE = 4;

  /** About as long as a note is tried. */
  private static final Duration LONGEST_QUESTION = Duration.ofDays(1);

  private final DeliverNote deliverNote;
  private final ActivityRepository activities;
  private final DeliveryGate gate;
  private final PublishActivity publishActivity;
  private final NoteJobs notes;
  private final DeliveryConfig config;

  WriteNotes(
      DeliverNote deliverNote,
      ActivityRepository activities,
      DeliveryGate gate,
      PublishActivity publishActivity,
      NoteJobs notes,
      DeliveryConfig config) {
    this.deliverNote = deliverNote;
    this.activities = activities;
    this.gate = gate;
    this.publishActivity = publishActivity;
    this.notes = notes;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(NoteJobs.QUEUE)
        .places(config.atOnce(), AT_ONCE_OF_ONE)
        .lease(config.lease())
        .attempts(DeliveryConfig.STEPS.size() + 1, config.backoff())
        .questions(config.questions(), LONGEST_QUESTION);
  }

  @Override
  public Uni<Outcome<NoteWritten>> run(Job job) {
    return inTime(deliverNote.deliver(job));
  }

  @Override
  public Uni<Outcome<NoteWritten>> ask(Job job) {
    return inTime(deliverNote.look(job));
  }

  private Uni<Outcome<NoteWritten>> inTime(Uni<Outcome<NoteWritten>> work) {
    String late = "the CRM took longer than " + config.deadline().toSeconds() + " s";
    return work.ifNoItem()
        .after(config.deadline())
        .recoverWithItem(() -> new Outcome.Unknown<>(late));
  }

  /**
   * While no note was begun, an unknown outcome is none: nothing has left. And what found no
   * connection lets the organization's other notes wait for one: the gate is locked before any
   * activity, as by who connects a CRM.
   */
  @Override
  public Uni<Outcome<NoteWritten>> weigh(Sql sql, Job job, Outcome<NoteWritten> outcome) {
    if (outcome instanceof Outcome.Throttled) {
      return gate.closeUnlessConnected(sql, job.tenant()).replaceWith(outcome);
    }
    return activities
        .lockOf(sql, job)
        .map(
            activity ->
                outcome instanceof Outcome.Unknown<NoteWritten> unknown
                        && activity.state() instanceof Pending
                    ? new Outcome.NotTaken<>(unknown.reason())
                    : outcome);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, NoteWritten note) {
    return apply(sql, job, note, job.failures() + 1, publishActivity::synced);
  }

  @Override
  public boolean isForSets(NoteWritten note) {
    return true;
  }

  @Override
  public Uni<Void> doneAll(SqlTransaction sql, List<Taken<NoteWritten>> taken, Uni<Void> conclude) {
    return Uni.combine()
        .all()
        .unis(activities.lockOf(sql, taken.stream().map(Taken::job).toList()), conclude)
        .collectFailures()
        .with((found, concluded) -> written(taken, found))
        .call(written -> publishActivity.noted(sql, written))
        .invoke(
            written ->
                sql.withCommit(
                    Sql.together(
                        List.of(
                            activities.updateAll(sql, written),
                            publishActivity.synced(sql, written)))))
        .replaceWithVoid();
  }

  private static List<Activity> written(List<Taken<NoteWritten>> taken, Map<Job, Activity> found) {
    return taken.stream()
        .filter(one -> found.containsKey(one.job()))
        .flatMap(
            one ->
                found
                    .get(one.job())
                    .on(one.result())
                    .map(next -> next.withAttempts(one.job().failures() + 1))
                    .stream())
        .toList();
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, NoteWritten note) {
    return done(sql, job, note);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    ActivityEvent event =
        FaultPolicy.NOTE_REFUSED.equals(code)
            ? new NoteRefused(reason)
            : new GivenUp(FailureKind.of(code).orElseThrow(), reason);
    return apply(sql, job, event, job.failures(), publishActivity::failed);
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return absent(sql, job)
        .chain(() -> holdNobodyUp(sql, job, config.backoff().after(job.failures() + 1)));
  }

  /** It is proven that no note of this delivery exists. */
  private Uni<Void> absent(Sql sql, Job job) {
    return apply(sql, job, new NoteAbsent(), 0, (ignored, pending) -> NOTHING);
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    int questions = job.state() == JobState.UNKNOWN ? job.questions() + 2 : job.failures() + 1;
    return holdNobodyUp(sql, job, config.questions().after(questions));
  }

  /** One note that waits for hours would hold up all of one person. */
  private Uni<Void> holdNobodyUp(Sql sql, Job job, Duration wait) {
    return wait.compareTo(config.longestHold()) > 0 ? notes.letOthersPass(sql, job) : NOTHING;
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    Uni<Void> proven = state == JobState.DEAD ? absent(sql, job) : NOTHING;
    GivenUp exhausted = new GivenUp(FailureKind.EXHAUSTED, reason);
    return proven.chain(
        () -> apply(sql, job, exhausted, job.failures() + 1, publishActivity::failed));
  }

  /**
   * @param attempts that count from now on
   * @param tell who is to know; not called when the event says nothing to the activity
   */
  private Uni<Void> apply(
      Sql sql,
      Job job,
      ActivityEvent event,
      int attempts,
      BiFunction<Sql, Activity, Uni<Void>> tell) {
    return activities
        .lockOf(sql, job)
        .map(activity -> activity.on(event).map(next -> next.withAttempts(attempts)))
        .chain(
            changed ->
                changed
                    .map(
                        next ->
                            Sql.together(
                                List.of(activities.update(sql, next), tell.apply(sql, next))))
                    .orElse(NOTHING));
  }
}
