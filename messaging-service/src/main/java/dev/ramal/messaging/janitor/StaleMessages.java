package dev.ramal.messaging.janitor;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The janitor: picks messages whose news is overdue, or whose price is, and has the carrier asked.
 * The next question is planned before this one is put, so that a crash does not repeat it at once.
 */
@ApplicationScoped
class StaleMessages {
  private static final Logger LOG = Logger.getLogger(StaleMessages.class);
  private static final int AT_ONE_TIME = 4;

  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final PollMessageStatus pollMessageStatus;
  private final JanitorConfig config;
  private final Clock clock;

  StaleMessages(
      TenantTransactions transactions,
      MessageRepository messages,
      ChangeMessage change,
      PollMessageStatus pollMessageStatus,
      JanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.pollMessageStatus = pollMessageStatus;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.messaging.expiry.poll}",
      identity = "stale-messages",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return take()
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUni(
            row ->
                BestEffort.of(
                    pollMessageStatus.poll(row),
                    failure ->
                        LOG.warnf("message=%s asking: %s", row.message().details().id(), failure)))
        .merge(AT_ONE_TIME)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<List<MessageRow>> take() {
    return transactions.acrossTenants(
        "overdue messages of every organization",
        session ->
            messages
                .lockToPoll(session, clock.instant(), config.round())
                .call(rows -> change.planNextPoll(session, rows)));
  }
}
