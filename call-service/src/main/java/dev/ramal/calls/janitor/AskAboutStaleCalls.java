package dev.ramal.calls.janitor;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.janitor.ReconcileCall.Answer;
import dev.ramal.calls.lifecycle.HangUpQuestions;
import dev.ramal.calls.lifecycle.StaleCalls;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * What became of the open legs of a call that has been silent for too long, and whether a leg that
 * ended had been answered. An open call is found again; one that is over or was hung up is asked
 * about until the carrier can tell.
 */
@ApplicationScoped
class AskAboutStaleCalls extends CallQuestions {
  private static final Duration LONGEST_WAIT = Duration.ofHours(4);

  private static final Outcome<List<Answer>> UNTOLD =
      new Outcome.NotTaken<>("the carrier cannot tell yet");

  private final ReconcileCall reconcile;
  private final CallJanitorConfig config;

  AskAboutStaleCalls(ReconcileCall reconcile, CallJanitorConfig config) {
    this.reconcile = reconcile;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return queue(StaleCalls.QUESTIONS, config)
        .attempts(config.answerChecks(), Backoff.doubling(config.dialing(), LONGEST_WAIT));
  }

  @Override
  public Uni<Outcome<List<Answer>>> run(Job job) {
    boolean openOnly = HangUpQuestions.isOne(job);
    return reconcile
        .ask(
            call(job),
            leg -> leg.open() || (!openOnly && leg.mayHaveBeenAnswered()),
            CarrierPort::lookUp)
        .map(answers -> new Outcome.Done<>(answers));
  }

  /** Here and not later: whoever changes a call locks it before its jobs. */
  @Override
  public Uni<Outcome<List<Answer>>> weigh(Sql sql, Job job, Outcome<List<Answer>> outcome) {
    if (!(outcome instanceof Outcome.Done<List<Answer>> done) || isOver(job, done)) {
      return Uni.createFrom().item(outcome);
    }
    return reconcile
        .apply(sql, call(job), done.result())
        .map(call -> isAskedAgain(call, job) && isUntold(done) ? UNTOLD : outcome);
  }

  /** The end of most calls that are hung up is told in time: then there was nothing to ask. */
  private static boolean isOver(Job job, Outcome.Done<List<Answer>> done) {
    return HangUpQuestions.isOne(job) && done.result().isEmpty();
  }

  /** One that is open is found again, but late when it was just hung up. */
  private static boolean isAskedAgain(Call call, Job job) {
    return call.state().over() || HangUpQuestions.isOne(job);
  }

  private static boolean isUntold(Outcome.Done<List<Answer>> done) {
    return done.result().stream().anyMatch(answer -> answer.said() instanceof Lookup.CannotTell);
  }

  /** The answers were taken over when they were weighed. */
  @Override
  public Uni<Void> done(Sql sql, Job job, List<Answer> answers) {
    return Uni.createFrom().voidItem();
  }
}
