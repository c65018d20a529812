package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.ReceiptOverdue;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks the carrier about a message that it has, and applies the answer as a fact like any other.
 */
@ApplicationScoped
class PollMessageStatus {
  private final MessageCarriers carriers;
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final JanitorConfig config;
  private final Clock clock;

  PollMessageStatus(
      MessageCarriers carriers,
      TenantTransactions transactions,
      MessageRepository messages,
      ChangeMessage change,
      JanitorConfig config,
      Clock clock) {
    this.carriers = carriers;
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> poll(MessageRow stale) {
    Message message = stale.message();
    return carriers
        .lookUp(message.details(), message.progress().carrierMessageId(), stale.submittedAt())
        .chain(reply -> apply(message.details(), reply));
  }

  private Uni<Void> apply(MessageDetails details, CarrierReply<List<StatusReported>> reply) {
    Instant now = clock.instant();
    return transactions.inTenant(
        details.tenant(),
        session ->
            messages
                .lock(session, details.tenant(), details.id())
                .call(row -> apply(session, row, told(row, reply)))
                .call(row -> apply(session, row, overdue(row, now)))
                .replaceWithVoid());
  }

  private Uni<?> apply(Mutiny.Session session, MessageRow row, MessageFact fact) {
    return fact == null ? Uni.createFrom().voidItem() : change.apply(session, row, fact, null);
  }

  /** Null when the carrier cannot say. */
  private static StatusReported told(MessageRow row, CarrierReply<List<StatusReported>> reply) {
    String ours = row.message().progress().carrierMessageId();
    return reply instanceof CarrierReply.Done<List<StatusReported>> done
        ? done.value().stream()
            .filter(status -> status.carrierMessageId().equals(ours))
            .findFirst()
            .orElse(null)
        : null;
  }

  private ReceiptOverdue overdue(MessageRow row, Instant now) {
    return row.message().state().isWaiting()
            && row.submittedAt().plus(config.giveUp()).isBefore(now)
        ? new ReceiptOverdue(now)
        : null;
  }
}
