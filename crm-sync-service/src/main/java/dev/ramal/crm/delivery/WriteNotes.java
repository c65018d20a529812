package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** The queue of notes. */
@ApplicationScoped
class WriteNotes implements JobHandler<WrittenNote> {
  private static final int AT_ONCE = 20;

  /** A CRM takes few requests a second of an organization; more at once would only wait. */
  private static final int AT_ONCE_OF_ONE = 4;

  /** About as long as a note is tried. */
  private static final Duration LONGEST_QUESTION = Duration.ofDays(1);

  private final DeliverNote deliverNote;
  private final RecordDelivery recordDelivery;
  private final DeliveryConfig config;

  WriteNotes(DeliverNote deliverNote, RecordDelivery recordDelivery, DeliveryConfig config) {
    this.deliverNote = deliverNote;
    this.recordDelivery = recordDelivery;
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
    return work.ifNoItem()
        .after(config.deadline())
        .recoverWithItem(
            () ->
                new Outcome.Unknown<>(
                    "the CRM took longer than " + config.deadline().toSeconds() + " s"));
  }

  @Override
  public Uni<Outcome<WrittenNote>> weigh(
      Mutiny.Session session, Job job, Outcome<WrittenNote> outcome) {
    return recordDelivery.weigh(session, job, outcome);
  }

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, WrittenNote note) {
    return recordDelivery.written(session, job, note);
  }

  @Override
  public Uni<Void> doneLate(Mutiny.Session session, Job job, WrittenNote note) {
    return recordDelivery.written(session, job, note);
  }

  @Override
  public Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    return recordDelivery.refused(session, job, code, reason);
  }

  @Override
  public Uni<Void> postponed(Mutiny.Session session, Job job, String reason) {
    return recordDelivery.notTaken(session, job);
  }

  @Override
  public Uni<Void> gaveUp(Mutiny.Session session, Job job, JobState state, String reason) {
    Uni<Void> proven =
        state == JobState.DEAD
            ? recordDelivery.notTaken(session, job)
            : Uni.createFrom().voidItem();
    return proven.chain(() -> recordDelivery.exhausted(session, job, reason));
  }
}
