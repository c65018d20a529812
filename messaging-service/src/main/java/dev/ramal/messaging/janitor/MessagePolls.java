package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Questions to carriers about messages; each kind has a queue of its own. */
abstract class MessagePolls implements RepeatableHandler<CarrierReply<List<StatusReported>>> {
  abstract PollMessage poll();

  static JobQueue queue(String name, JanitorConfig config) {
    return JobQueue.named(name).places(config.parallel(), config.share()).forgetsEnded();
  }

  private static MessageId message(Job job) {
    return new MessageId(job.subject());
  }

  /** An answer that says nothing is one: the message is asked about again, later. */
  @Override
  public Uni<Outcome<CarrierReply<List<StatusReported>>>> run(Job job) {
    return poll().ask(job.tenant(), message(job)).map(reply -> new Outcome.Done<>(reply));
  }

  /** Whoever changes a message locks it before its jobs. */
  @Override
  public Uni<Outcome<CarrierReply<List<StatusReported>>>> weigh(
      Sql sql, Job job, Outcome<CarrierReply<List<StatusReported>>> outcome) {
    return poll().hold(sql, job.tenant(), message(job)).replaceWith(outcome);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, CarrierReply<List<StatusReported>> reply) {
    return poll().apply(sql, job.tenant(), message(job), reply);
  }

  /** It could not be asked, often: later again. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return poll().apply(sql, job.tenant(), message(job), new CarrierReply.Unknown<>(reason));
  }
}
