package dev.ramal.calls.janitor;

import dev.ramal.calls.call.LegState;
import dev.ramal.calls.janitor.ReconcileCall.Answer;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What became of the open legs of a call that has been silent for too long. */
@ApplicationScoped
class AskAboutStaleCalls extends CallQuestions {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "stale-calls";

  private final ReconcileCall reconcile;
  private final CallJanitorConfig config;

  AskAboutStaleCalls(ReconcileCall reconcile, CallJanitorConfig config) {
    this.reconcile = reconcile;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return queue(QUEUE, config);
  }

  @Override
  public Uni<Outcome<List<Answer>>> run(Job job) {
    return reconcile.ask(call(job), LegState::open).map(answers -> new Outcome.Done<>(answers));
  }

  /** Here and not later: whoever changes a call locks it before its jobs. */
  @Override
  public Uni<Outcome<List<Answer>>> weigh(
      Mutiny.Session session, Job job, Outcome<List<Answer>> outcome) {
    return outcome instanceof Outcome.Done<List<Answer>> done
        ? reconcile.apply(session, call(job), done.result()).replaceWith(outcome)
        : Uni.createFrom().item(outcome);
  }

  /** The answers were taken over when they were weighed. */
  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, List<Answer> answers) {
    return Uni.createFrom().voidItem();
  }
}
