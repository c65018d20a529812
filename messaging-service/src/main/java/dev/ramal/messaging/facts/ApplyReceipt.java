package dev.ramal.messaging.facts;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Applies a status to the message that it is about: by our id where it came back signed, else by
 * the carrier's.
 *
 * <p>Failure policy: a receipt for a message we do not know waits and is tried again, reason a
 * callback may overtake the answer that names its message; in the end it is a dead letter.
 */
@ApplicationScoped
class ApplyReceipt {
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final FailureReasons reasons;

  ApplyReceipt(MessageRepository messages, ChangeMessage change, FailureReasons reasons) {
    this.messages = messages;
    this.change = change;
    this.reasons = reasons;
  }

  Uni<Void> apply(
      Mutiny.Session session, TenantId tenant, CarrierMessageStatus fact, String eventId) {
    return find(session, tenant, fact)
        .onItem()
        .ifNull()
        .failWith(() -> notYet("no message for this receipt"))
        .chain(row -> change.apply(session, row, read(fact), eventId))
        .invoke(
            transition -> {
              if (transition instanceof NotYet waiting) {
                throw notYet(waiting.reason());
              }
            })
        .replaceWithVoid();
  }

  private Uni<MessageRow> find(Mutiny.Session session, TenantId tenant, CarrierMessageStatus fact) {
    if (fact.status() == null || fact.messageId() == null && fact.carrierMessageId() == null) {
      throw new FailureException(
          new Failure.Malformed("receipt", "a receipt names a status and a message"));
    }
    return fact.messageId() != null
        ? messages.lock(session, tenant, new MessageId(fact.messageId()))
        : messages.lockByCarrierId(session, tenant, fact.carrier(), fact.carrierMessageId());
  }

  private StatusReported read(CarrierMessageStatus fact) {
    return new StatusReported(
        fact.status(),
        fact.carrierMessageId(),
        cause(fact),
        fact.segments(),
        fact.cost(),
        fact.occurredAt().truncatedTo(ChronoUnit.MICROS));
  }

  /** Carriers put codes on messages that did not fail, too: only a failure has a cause. */
  private FailureCause cause(CarrierMessageStatus fact) {
    MessageStatus status = fact.status();
    boolean failure =
        status == MessageStatus.FAILED
            || status == MessageStatus.UNDELIVERED
            || status == MessageStatus.EXPIRED
            || status == MessageStatus.CANCELED;
    return failure ? reasons.translate(fact.carrier(), fact.errorCode()) : null;
  }

  private static FailureException notYet(String why) {
    return new FailureException(new Failure.NotYet(why));
  }
}
