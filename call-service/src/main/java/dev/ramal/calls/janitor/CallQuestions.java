package dev.ramal.calls.janitor;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.janitor.ReconcileCall.Answer;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.RepeatableHandler;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Questions to carriers about calls. Each kind has a queue of its own: prices never stand before
 * what nobody knows the end of.
 */
abstract class CallQuestions implements RepeatableHandler<List<Answer>> {

  private static final Duration LONGEST = Duration.ofMinutes(2);

  static JobQueue queue(String name, CallJanitorConfig config) {
    return JobQueue.named(name)
        .places(config.questions(), config.share())
        .lease(LONGEST)
        .forgetsEnded();
  }

  static CallRef call(Job job) {
    return new CallRef(job.tenant(), CallId.of(job.subject()));
  }

  /** Nothing is lost: what is stale is found again, and a price was asked for often enough. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }
}
