package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.ActivityRepository;
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
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Records the outcome of a delivery: what it means for the activity, and who is told.
 *
 * <p>Failure policy: of two deliveries of one job only the first that is heard of changes
 * something; but a note that was written is recorded as written, whatever was believed before. What
 * each fault of the CRM leads to says {@link FaultPolicy}.
 */
@ApplicationScoped
class RecordDelivery {
  private final ActivityRepository activities;
  private final DeliveryGate gate;
  private final PublishActivity publishActivity;

  RecordDelivery(
      ActivityRepository activities, DeliveryGate gate, PublishActivity publishActivity) {
    this.activities = activities;
    this.gate = gate;
    this.publishActivity = publishActivity;
  }

  /**
   * While no note was begun, an unknown outcome is none: nothing has left. And what found no
   * connection lets the organization's other notes wait for one.
   */
  Uni<Outcome<WrittenNote>> weigh(Mutiny.Session session, Job job, Outcome<WrittenNote> outcome) {
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

  Uni<Void> written(Mutiny.Session session, Job job, WrittenNote note) {
    return apply(session, job, new NoteWritten(note.place(), note.noteId()), job.failures() + 1)
        .chain(synced -> told(synced.map(it -> publishActivity.synced(session, it))));
  }

  /** It is proven that no note of this delivery exists. */
  Uni<Void> notTaken(Mutiny.Session session, Job job) {
    return apply(session, job, new NoteAbsent(), 0).replaceWithVoid();
  }

  /** A person must look. */
  Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    return fail(
        session,
        job,
        FaultPolicy.NOTE_REFUSED.equals(code)
            ? new NoteRefused(reason)
            : new GivenUp(FailureKind.of(code).orElseThrow(), reason),
        job.failures());
  }

  Uni<Void> exhausted(Mutiny.Session session, Job job, String reason) {
    return fail(session, job, new GivenUp(FailureKind.EXHAUSTED, reason), job.failures() + 1);
  }

  private Uni<Void> fail(Mutiny.Session session, Job job, ActivityEvent event, int attempts) {
    return apply(session, job, event, attempts)
        .chain(failed -> told(failed.map(it -> publishActivity.failed(session, it))));
  }

  private static Uni<Void> told(Optional<Uni<Void>> telling) {
    return telling.orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Optional<Activity>> apply(
      Mutiny.Session session, Job job, ActivityEvent event, int attempts) {
    return activity(session, job)
        .map(activity -> activity.on(event).map(next -> next.withAttempts(attempts)))
        .call(next -> told(next.map(it -> activities.update(session, it))));
  }

  private Uni<Activity> activity(Mutiny.Session session, Job job) {
    return activities.lockOfCall(session, job.tenant(), job.subject()).map(Optional::orElseThrow);
  }
}
