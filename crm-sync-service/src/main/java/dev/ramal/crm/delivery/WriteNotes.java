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
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The queue of notes: sends them, and records what an outcome means for the activity and who is
 * told.
 *
 * <p>Failure policy: of two deliveries of one job only the first that is heard of changes
 * something; but a note that was written is recorded as written, whatever was believed before. What
 * each fault of the CRM leads to says {@link FaultPolicy}.
 */
@ApplicationScoped
class WriteNotes implements JobHandler<WrittenNote> {
  private static final int AT_ONCE = 20;

  /** A CRM takes few requests a second of an organization; more at once would only wait. */
  private static final int AT_ONCE_OF_ONE = 4;

  /** About as long as a note is tried. */
  private static final Duration LONGEST_QUESTION = Duration.ofDays(1);

  private final DeliverNote deliverNote;
  private final ActivityRepository activities;
  private final DeliveryGate gate;
  private final PublishActivity publishActivity;
  private final DeliveryConfig config;

  WriteNotes(
      DeliverNote deliverNote,
      ActivityRepository activities,
      DeliveryGate gate,
      PublishActivity publishActivity,
      DeliveryConfig config) {
    this.deliverNote = deliverNote;
    this.activities = activities;
    this.gate = gate;
    this.publishActivity = publishActivity;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(NoteJobs.QUEUE)
        .places(AT_ONCE, AT_ONCE_OF_ONE)
        .lease(config.lease())
        .attempts(DeliveryConfig.STEPS.size() + 1, config.backoff())
        .questions(config.questions(), LONGEST_QUESTION);
  }

  @Override
  public Uni<Outcome<WrittenNote>> run(Job job) {
    return inTime(deliverNote.deliver(job));
  }

  @Override
  public Uni<Outcome<WrittenNote>> ask(Job job) {
    return inTime(deliverNote.look(job));
  }

  private Uni<Outcome<WrittenNote>> inTime(Uni<Outcome<WrittenNote>> work) {
    String late = "the CRM took longer than " + config.deadline().toSeconds() + " s";
    return work.ifNoItem()
        .after(config.deadline())
        .recoverWithItem(() -> new Outcome.Unknown<>(late));
  }

  /**
   * While no note was begun, an unknown outcome is none: nothing has left. And what found no
   * connection lets the organization's other notes wait for one.
   */
  @Override
  public Uni<Outcome<WrittenNote>> weigh(
      Mutiny.Session session, Job job, Outcome<WrittenNote> outcome) {
    return activity(session, job)
        .chain(
            activity -> {
              if (outcome instanceof Outcome.Throttled) {
                return gate.closeUnlessConnected(session, job.tenant()).replaceWith(outcome);
              }
              return Uni.createFrom()
                  .item(
                      outcome instanceof Outcome.Unknown<WrittenNote> unknown
                              && activity.state() instanceof Pending
                          ? new Outcome.NotTaken<>(unknown.reason())
                          : outcome);
            });
  }

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, WrittenNote note) {
    return apply(session, job, new NoteWritten(note.place(), note.noteId()), job.failures() + 1)
        .chain(synced -> orNothing(synced.map(it -> publishActivity.synced(session, it))));
  }

  @Override
  public Uni<Void> doneLate(Mutiny.Session session, Job job, WrittenNote note) {
    return done(session, job, note);
  }

  @Override
  public Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    return fail(
        session,
        job,
        FaultPolicy.NOTE_REFUSED.equals(code)
            ? new NoteRefused(reason)
            : new GivenUp(FailureKind.of(code).orElseThrow(), reason),
        job.failures());
  }

  /** It is proven that no note of this delivery exists. */
  @Override
  public Uni<Void> postponed(Mutiny.Session session, Job job, String reason) {
    return apply(session, job, new NoteAbsent(), 0).replaceWithVoid();
  }

  @Override
  public Uni<Void> gaveUp(Mutiny.Session session, Job job, JobState state, String reason) {
    Uni<Void> proven =
        state == JobState.DEAD ? postponed(session, job, reason) : Uni.createFrom().voidItem();
    GivenUp exhausted = new GivenUp(FailureKind.EXHAUSTED, reason);
    return proven.chain(() -> fail(session, job, exhausted, job.failures() + 1));
  }

  private Uni<Void> fail(Mutiny.Session session, Job job, ActivityEvent event, int attempts) {
    return apply(session, job, event, attempts)
        .chain(failed -> orNothing(failed.map(it -> publishActivity.failed(session, it))));
  }

  private Uni<Optional<Activity>> apply(
      Mutiny.Session session, Job job, ActivityEvent event, int attempts) {
    return activity(session, job)
        .map(activity -> activity.on(event).map(next -> next.withAttempts(attempts)))
        .call(next -> orNothing(next.map(it -> activities.update(session, it))));
  }

  private Uni<Activity> activity(Mutiny.Session session, Job job) {
    return activities.lockOfCall(session, job.tenant(), job.subject()).map(Optional::orElseThrow);
  }

  private static Uni<Void> orNothing(Optional<Uni<Void>> step) {
    return step.orElseGet(() -> Uni.createFrom().voidItem());
  }
}
