package dev.ramal.calls.janitor;

import dev.ramal.calls.lifecycle.StaleCalls;
import dev.ramal.calls.lifecycle.StaleCalls.Patience;
import dev.ramal.calls.lifecycle.StaleCalls.StaleCall;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Makes a question of every stale call, until none is left. Who is asked when is left to the queue,
 * so that one organization, or one slow account, does not hold up the others.
 */
@ApplicationScoped
class QueueStaleCalls {
  private static final String KIND = "ask";

  private final SqlTransactions transactions;
  private final StaleCalls calls;
  private final Jobs jobs;
  private final CallJanitorConfig config;
  private final Clock clock;

  QueueStaleCalls(
      SqlTransactions transactions,
      StaleCalls calls,
      Jobs jobs,
      CallJanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> queueAll() {
    Patience patience = new Patience(config.dialing(), config.ringing(), config.talking());
    return transactions
        .acrossTenants(
            "the janitor looks after stale calls of all organizations",
            sql ->
                calls
                    .claim(sql, patience, clock.instant(), config.batch())
                    .call(stale -> jobs.appendAll(sql, questions(stale))))
        .chain(stale -> stale.size() < config.batch() ? Uni.createFrom().voidItem() : queueAll());
  }

  private static List<NewJob> questions(List<StaleCall> stale) {
    return stale.stream().map(QueueStaleCalls::question).toList();
  }

  /** One that is waiting or being asked already is not asked twice. */
  private static NewJob question(StaleCall stale) {
    String id = stale.key().id().value();
    return NewJob.of(stale.key().tenant(), StaleCalls.QUESTIONS, KIND, id, Map.of())
        .once(id)
        .onAccount(stale.connectionId())
        .withPriority(Priority.BACKGROUND);
  }
}
