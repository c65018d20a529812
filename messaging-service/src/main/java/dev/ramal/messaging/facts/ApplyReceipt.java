package dev.ramal.messaging.facts;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.facts.FactStep.Loaded;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageTransition.NotYet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;

/**
 * Applies a status to the message that it is about: by our id where it came back signed, else by
 * the carrier's.
 *
 * <p>Failure policy: a receipt for a message we do not know is tried again, reason a callback may
 * overtake the answer that names its message. What is still nobody's then is not ours: another
 * system of the organization sends through the same account. It goes away quietly; if it was ours
 * after all, the janitor asks.
 */
@ApplicationScoped
class ApplyReceipt {
  /** The answer to our own request comes within seconds, and with it the carrier's id. */
  private static final int ATTEMPTS = 3;

  private final ChangeMessage change;
  private final FailureReasons reasons;

  ApplyReceipt(ChangeMessage change, FailureReasons reasons) {
    this.change = change;
    this.reasons = reasons;
  }

  FactStep read(ReceivedEvent event, Concerned concerned) {
    CarrierMessageStatus fact = event.data(CarrierMessageStatus.class);
    if (fact.status() == null || fact.messageId() == null && fact.carrierMessageId() == null) {
      throw new FailureException(
          new Failure.Malformed("receipt", "a receipt names a status and a message"));
    }
    TenantId tenant = event.tenant();
    StatusReported reported = read(fact);
    if (fact.messageId() != null) {
      MessageId id = new MessageId(fact.messageId());
      concerned.messages().add(RowKey.of(tenant, id.value()));
      return loaded -> apply(loaded, event, id, reported);
    }
    CarriersMessage name = new CarriersMessage(tenant, fact.carrier(), fact.carrierMessageId());
    concerned.named().add(name);
    return loaded -> apply(loaded, event, loaded.messages().idOf(name), reported);
  }

  private void apply(Loaded loaded, ReceivedEvent event, MessageId id, StatusReported reported) {
    MessageRow row = id == null ? null : loaded.messages().find(event.tenant(), id);
    if (row == null) {
      throw new FailureException(
          event.attempt() < ATTEMPTS
              ? new Failure.NotYet("no message for this receipt")
              : new Failure.TooLate("a receipt of a message that is not ours"));
    }
    if (change.apply(loaded.messages(), row, reported, event.id()) instanceof NotYet waiting) {
      throw new FailureException(new Failure.NotYet(waiting.reason()));
    }
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
}
