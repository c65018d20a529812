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

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, List<Answer> answers) {
    return reconcile.apply(session, call(job), answers).replaceWithVoid();
  }
}
