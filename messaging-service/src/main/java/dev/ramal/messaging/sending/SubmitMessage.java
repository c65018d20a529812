package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.CarrierAccepted;
import dev.ramal.messaging.message.CarrierRefused;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.NotSubmitted;
import dev.ramal.messaging.message.OutcomeUnknown;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Gives one claimed message to its carrier, once, and stores what came of it. */
@ApplicationScoped
class SubmitMessage {
  private static final Logger LOG = Logger.getLogger(SubmitMessage.class);

  private final MessageAccounts accounts;
  private final MessageCarriers carriers;
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final ScheduleRetry scheduleRetry;
  private final FailureReasons reasons;
  private final Clock clock;

  SubmitMessage(
      MessageAccounts accounts,
      MessageCarriers carriers,
      TenantTransactions transactions,
      MessageRepository messages,
      ChangeMessage change,
      ScheduleRetry scheduleRetry,
      FailureReasons reasons,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.scheduleRetry = scheduleRetry;
    this.reasons = reasons;
    this.clock = clock;
  }

  Uni<Void> submit(Message message) {
    MessageDetails details = message.details();
    return accounts
        .usable(details.tenant(), details.connectionId())
        .map(account -> carriers.of(details.carrier()).submit(account, details))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Throttled<>(null)))
        .onFailure()
        .recoverWithItem(failure -> new CarrierReply.Unknown<>("" + failure))
        .invoke(
            outcome ->
                LOG.infof(
                    "tenant=%s message=%s carrier=%s answered %s",
                    details.tenant(),
                    details.id(),
                    details.carrier().wire(),
                    outcome.getClass().getSimpleName()))
        .chain(outcome -> store(details, outcome));
  }

  private Uni<Void> store(MessageDetails details, CarrierReply<Submitted> outcome) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.inTenant(
        details.tenant(),
        session ->
            messages
                .lock(session, details.tenant(), details.id().value())
                .chain(
                    row ->
                        change
                            .apply(session, row, fact(details, outcome, now), null)
                            .chain(() -> scheduleRetry.plan(session, row, waitFor(outcome), now))));
  }

  private MessageFact fact(MessageDetails details, CarrierReply<Submitted> outcome, Instant now) {
    if (outcome instanceof CarrierReply.Done<Submitted> done) {
      return new CarrierAccepted(done.value().carrierMessageId(), done.value().segments(), now);
    }
    if (outcome instanceof CarrierReply.Refused<Submitted> refused) {
      return new CarrierRefused(reasons.translate(details.carrier(), refused.code()), now);
    }
    return outcome instanceof CarrierReply.Throttled
        ? new NotSubmitted(now)
        : new OutcomeUnknown(now);
  }

  private static Duration waitFor(CarrierReply<Submitted> outcome) {
    return outcome instanceof CarrierReply.Throttled<Submitted> throttled
        ? throttled.retryAfter()
        : null;
  }
}
