package dev.ramal.messaging.janitor;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.lifecycle.DuePoll;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The janitor: makes a question of every message whose news is overdue, or whose price is, until
 * none is left. Who is asked when is left to the queues, so that neither one organization nor one
 * slow account holds up the others, and prices hold up nothing.
 */
@ApplicationScoped
class QueueDuePolls {
  private static final Logger LOG = Logger.getLogger(QueueDuePolls.class);
  private static final String KIND = "poll";

  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final Jobs jobs;
  private final JanitorConfig config;
  private final Clock clock;

  QueueDuePolls(
      SqlTransactions transactions,
      MessageRepository messages,
      Jobs jobs,
      JanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.messaging.expiry.poll}",
      identity = "due-message-polls",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        queueAll(), failure -> LOG.warnf("due polls are queued later: %s", failure));
  }

  Uni<Void> queueAll() {
    return transactions
        .acrossTenants(
            "overdue messages of every organization",
            sql ->
                messages
                    .takeDuePolls(sql, clock.instant(), config.round())
                    .call(
                        due ->
                            jobs.appendAll(
                                sql, due.stream().map(QueueDuePolls::question).toList())))
        .chain(due -> due.size() < config.round() ? Uni.createFrom().voidItem() : queueAll());
  }

  private static NewJob question(DuePoll due) {
    String id = due.message().value();
    String queue = due.forPrice() ? PollPrices.QUEUE : PollStatuses.QUEUE;
    return NewJob.of(due.tenant(), queue, KIND, id, Map.of())
        .once(id)
        .onAccount(due.connection().value())
        .withPriority(Priority.BACKGROUND);
  }
}
