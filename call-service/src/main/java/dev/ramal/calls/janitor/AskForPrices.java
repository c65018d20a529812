package dev.ramal.calls.janitor;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.janitor.ReconcileCall.Answer;
import dev.ramal.calls.lifecycle.EndConfig;
import dev.ramal.calls.lifecycle.PriceQuestions;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** What the legs of a call cost, as often as it takes the carrier to know. */
@ApplicationScoped
class AskForPrices extends CallQuestions {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final ReconcileCall reconcile;
  private final CallJanitorConfig config;
  private final EndConfig prices;

  AskForPrices(ReconcileCall reconcile, CallJanitorConfig config, EndConfig prices) {
    this.reconcile = reconcile;
    this.config = config;
    this.prices = prices;
  }

  @Override
  public JobQueue queue() {
    return queue(PriceQuestions.QUEUE, config)
        .attempts(prices.costChecks(), Backoff.doubling(prices.costAfter(), LONGEST_WAIT));
  }

  @Override
  public Uni<Outcome<List<Answer>>> run(Job job) {
    return reconcile
        .ask(call(job), PriceQuestions::isOwed, inquiry(job))
        .map(answers -> new Outcome.Done<>(answers));
  }

  /** An interrupted question is asked again as the one it was: late ones take what there is. */
  @Override
  public Uni<Outcome<List<Answer>>> ask(Job job) {
    return run(job);
  }

  private ReconcileCall.Inquiry inquiry(Job job) {
    boolean inPart = look(job) >= Math.min(prices.costInPartChecks(), prices.costChecks());
    return (carrier, account, question) -> carrier.lookUpPrice(account, question, inPart);
  }

  /** A price that is not there yet is asked for again. */
  @Override
  public Uni<Outcome<List<Answer>>> weigh(Sql sql, Job job, Outcome<List<Answer>> outcome) {
    return outcome instanceof Outcome.Done<List<Answer>> done
        ? reconcile.apply(sql, call(job), done.result()).map(call -> outcome(job, call, outcome))
        : Uni.createFrom().item(outcome);
  }

  private Outcome<List<Answer>> outcome(Job job, Call call, Outcome<List<Answer>> done) {
    return isAskedOn(call.state().legs(), look(job))
        ? new Outcome.NotTaken<>("the carrier knows no price yet")
        : done;
  }

  /** Legs that nobody answered usually cost nothing, and a carrier may never say so. */
  boolean isAskedOn(List<LegState> legs, int look) {
    return legs.stream()
        .filter(PriceQuestions::isOwed)
        .anyMatch(leg -> look < prices.costInPartChecks() || wasTakenUp(leg));
  }

  private static boolean wasTakenUp(LegState leg) {
    return leg.answered() || leg.unattended() != null;
  }

  private static int look(Job job) {
    return job.failures() + 1;
  }

  /** The answers were taken over when they were weighed. */
  @Override
  public Uni<Void> done(Sql sql, Job job, List<Answer> answers) {
    return Uni.createFrom().voidItem();
  }
}
