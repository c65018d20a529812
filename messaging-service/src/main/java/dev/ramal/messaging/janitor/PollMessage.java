package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import dev.ramal.messaging.message.MessageFact.ReceiptOverdue;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the carrier about a message that it has, and applies the answer as a fact like any other.
 */
@ApplicationScoped
class PollMessage {
  private final MessageCarriers carriers;
  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final JanitorConfig config;
  private final Clock clock;

  PollMessage(
      MessageCarriers carriers,
      SqlTransactions transactions,
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

  Uni<CarrierReply<List<StatusReported>>> ask(TenantId tenant, MessageId id) {
    return transactions
        .inTenant(tenant, sql -> messages.lock(sql, tenant, id))
        .chain(
            row -> {
              Message message = row.asFarAsReadable();
              return carriers.lookUp(message.details(), message.progress().carrierMessageId());
            });
  }

  /** Locks the message until the transaction ends. */
  Uni<Void> hold(Sql sql, TenantId tenant, MessageId id) {
    return messages.lock(sql, tenant, id).replaceWithVoid();
  }

  /** Takes the answer over and plans the next question, where one is open. */
  Uni<Void> apply(
      Sql sql, TenantId tenant, MessageId id, CarrierReply<List<StatusReported>> reply) {
    return messages
        .lockAll(sql, List.of(RowKey.of(tenant, id.value())), List.of())
        .chain(
            set -> {
              MessageRow row = set.find(tenant, id);
              change.planNextPoll(set, row);
              told(row, reply).forEach(fact -> change.apply(set, row, fact, null));
              overdue(row).ifPresent(fact -> change.apply(set, row, fact, null));
              return change.write(sql, set);
            });
  }

  /** Empty when the carrier cannot say. Of what somebody sent us only the price is news. */
  private static List<MessageFact> told(MessageRow row, CarrierReply<List<StatusReported>> reply) {
    Message message = row.asFarAsReadable();
    String ours = message.progress().carrierMessageId();
    return reply instanceof CarrierReply.Done<List<StatusReported>> done
        ? done.value().stream()
            .filter(status -> status.carrierMessageId().equals(ours))
            .map(status -> message.state() == MessageState.RECEIVED ? price(status) : status)
            .filter(Objects::nonNull)
            .toList()
        : List.of();
  }

  /** Null when it says none. */
  private static MessageFact price(StatusReported status) {
    return status.cost() == null ? null : new PriceNamed(status.cost(), status.at());
  }

  private Optional<ReceiptOverdue> overdue(MessageRow row) {
    Instant now = clock.instant();
    boolean waitsInVain =
        row.asFarAsReadable().state().isWaiting()
            && row.submittedAt().plus(config.giveUp()).isBefore(now);
    return waitsInVain ? Optional.of(new ReceiptOverdue(now)) : Optional.empty();
  }
}
