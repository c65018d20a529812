package dev.ramal.messaging.sending;

import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.Accounts;
import dev.ramal.messaging.carrier.Carriers;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.SendOutcome;
import dev.ramal.messaging.carrier.SendOutcome.NotTaken;
import dev.ramal.messaging.carrier.SendOutcome.Refused;
import dev.ramal.messaging.carrier.SendOutcome.Taken;
import dev.ramal.messaging.carrier.SendOutcome.Unknown;
import dev.ramal.messaging.message.CarrierRefused;
import dev.ramal.messaging.message.CarrierTook;
import dev.ramal.messaging.message.HeldBack;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.OutcomeUnknown;
import dev.ramal.messaging.store.MessageChange;
import dev.ramal.messaging.store.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Gives one claimed message to its carrier, once, and stores what came of it. */
@ApplicationScoped
class HandOver {
  private static final Logger LOG = Logger.getLogger(HandOver.class);

  private final Accounts accounts;
  private final Carriers carriers;
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final MessageChange change;
  private final TryAgain tryAgain;
  private final FailureReasons reasons;
  private final Clock clock;

  HandOver(
      Accounts accounts,
      Carriers carriers,
      TenantTransactions transactions,
      MessageRepository messages,
      MessageChange change,
      TryAgain tryAgain,
      FailureReasons reasons,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.tryAgain = tryAgain;
    this.reasons = reasons;
    this.clock = clock;
  }

  Uni<Void> handOver(Message message) {
    MessageDetails details = message.details();
    return accounts
        .byId(details.tenant(), details.connectionId())
        .map(account -> carriers.of(details.carrier()).send(account, details))
        .orElseGet(
            () -> Uni.createFrom().item(new NotTaken("the carrier account is gone or off", null)))
        .onFailure()
        .recoverWithItem(failure -> new Unknown("" + failure))
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

  private Uni<Void> store(MessageDetails details, SendOutcome outcome) {
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
                            .chain(() -> tryAgain.plan(session, row, waitFor(outcome), now))));
  }

  private MessageFact fact(MessageDetails details, SendOutcome outcome, Instant now) {
    if (outcome instanceof Taken taken) {
      return new CarrierTook(taken.carrierMessageId(), taken.segments(), now);
    }
    if (outcome instanceof Refused refused) {
      return new CarrierRefused(reasons.translate(details.carrier(), refused.code()), now);
    }
    return outcome instanceof NotTaken ? new HeldBack(now) : new OutcomeUnknown(now);
  }

  private static Duration waitFor(SendOutcome outcome) {
    return outcome instanceof NotTaken notTaken ? notTaken.after() : null;
  }
}
