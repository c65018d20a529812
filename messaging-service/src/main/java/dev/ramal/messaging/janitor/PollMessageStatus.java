package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.OutcomeUnknown;
import dev.ramal.messaging.message.StatusReported;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks the carrier about one message and applies the answer as a fact like any other. */
@ApplicationScoped
class PollMessageStatus {
  private final MessageAccounts accounts;
  private final MessageCarriers carriers;
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final ApplyLookup applyLookup;
  private final Clock clock;

  PollMessageStatus(
      MessageAccounts accounts,
      MessageCarriers carriers,
      TenantTransactions transactions,
      MessageRepository messages,
      ChangeMessage change,
      ApplyLookup applyLookup,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.applyLookup = applyLookup;
    this.clock = clock;
  }

  Uni<Void> poll(MessageRow stale) {
    MessageDetails details = stale.message().details();
    return accounts
        .usable(details.tenant(), details.connectionId())
        .map(
            account ->
                carriers
                    .of(details.carrier())
                    .lookUp(account, details, stale.carrierMessageId, stale.handedOverAt))
        .orElseGet(
            () ->
                Uni.createFrom()
                    .item(new CarrierReply.Unknown<>("the carrier account is gone or off")))
        .chain(answer -> store(details, answer));
  }

  private Uni<Void> store(MessageDetails details, CarrierReply<List<StatusReported>> answer) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TenantId tenant = details.tenant();
    return transactions.inTenant(
        tenant,
        session ->
            messages
                .lock(session, tenant, details.id().value())
                .call(row -> admitUnknown(session, row, now))
                .chain(row -> applyLookup.apply(session, row, answer, now)));
  }

  /** Our own answer never came: this process, or another, stopped in between. */
  private Uni<?> admitUnknown(Mutiny.Session session, MessageRow row, Instant now) {
    boolean unanswered = row.state == MessageState.SENDING && row.carrierMessageId == null;
    return unanswered
        ? change.apply(session, row, new OutcomeUnknown(now), null)
        : Uni.createFrom().voidItem();
  }
}
