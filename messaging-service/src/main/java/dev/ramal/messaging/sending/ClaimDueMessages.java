package dev.ramal.messaging.sending;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.SendingDenied;
import dev.ramal.messaging.message.SendingStarted;
import dev.ramal.messaging.window.WhatsAppWindow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Marks due messages as being sent, in a transaction of its own that is committed before anything
 * leaves this process.
 *
 * <p>Failure policy: a crash after this commit leaves a message in {@code SENDING}; the carrier is
 * then asked whether it has it. It is never sent again on suspicion.
 */
@ApplicationScoped
class ClaimDueMessages {
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Clock clock;

  ClaimDueMessages(
      TenantTransactions transactions,
      MessageRepository messages,
      ConversationRepository conversations,
      ChangeMessage change,
      FailureReasons reasons,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.conversations = conversations;
    this.change = change;
    this.reasons = reasons;
    this.clock = clock;
  }

  /** The messages that the caller, and nobody else, has to hand over now. */
  Uni<List<Message>> claim(int limit) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.acrossTenants(
        "due messages of every organization",
        session -> messages.lockDue(session, now, limit).chain(due -> mark(session, due, now)));
  }

  private Uni<List<Message>> mark(Mutiny.Session session, List<MessageRow> due, Instant now) {
    List<Message> claimed = new ArrayList<>();
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUniAndConcatenate(row -> markOne(session, row, now, claimed))
        .onItem()
        .ignoreAsUni()
        .replaceWith(claimed);
  }

  private Uni<Void> markOne(
      Mutiny.Session session, MessageRow row, Instant now, List<Message> claimed) {
    row.dueAt = null;
    return fact(session, row, now)
        .chain(
            fact ->
                change
                    .apply(session, row, fact, null)
                    .invoke(
                        transition -> {
                          if (fact instanceof SendingStarted
                              && transition instanceof Applied applied) {
                            row.attempts++;
                            row.handedOverAt = now;
                            claimed.add(applied.message());
                          }
                        }))
        .replaceWithVoid();
  }

  /** The window may have closed while the message waited. */
  private Uni<MessageFact> fact(Mutiny.Session session, MessageRow row, Instant now) {
    return conversations
        .find(session, TenantId.of(row.key.tenant()), row.conversationId)
        .map(
            thread ->
                new WhatsAppWindow(thread.lastInboundAt).permits(row.channel, now)
                    ? new SendingStarted(now)
                    : new SendingDenied(reasons.ours(FailureReasons.TEMPLATE_REQUIRED), now));
  }
}
