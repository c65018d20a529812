package dev.ramal.messaging.expiry;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.carrier.Accounts;
import dev.ramal.messaging.carrier.Carriers;
import dev.ramal.messaging.carrier.Lookup;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.OutcomeUnknown;
import dev.ramal.messaging.store.MessageChange;
import dev.ramal.messaging.store.MessageRepository;
import dev.ramal.messaging.store.MessageRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks the carrier about one message and applies the answer as a fact like any other. */
@ApplicationScoped
class AskCarrier {
  private final Accounts accounts;
  private final Carriers carriers;
  private final TenantTransactions transactions;
  private final MessageRepository messages;
  private final MessageChange change;
  private final ReadAnswer readAnswer;
  private final Clock clock;

  AskCarrier(
      Accounts accounts,
      Carriers carriers,
      TenantTransactions transactions,
      MessageRepository messages,
      MessageChange change,
      ReadAnswer readAnswer,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.readAnswer = readAnswer;
    this.clock = clock;
  }

  Uni<Void> ask(MessageRow stale) {
    MessageDetails details = stale.message().details();
    return accounts
        .byId(details.tenant(), details.connectionId())
        .map(
            account ->
                carriers
                    .of(details.carrier())
                    .lookUp(account, details, stale.carrierMessageId, stale.handedOverAt))
        .orElseGet(
            () -> Uni.createFrom().item(new Lookup.Undecided("the carrier account is gone or off")))
        .chain(answer -> store(details, answer));
  }

  private Uni<Void> store(MessageDetails details, Lookup answer) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TenantId tenant = details.tenant();
    return transactions.inTenant(
        tenant,
        session ->
            messages
                .lock(session, tenant, details.id().value())
                .call(row -> admitUnknown(session, row, now))
                .chain(row -> readAnswer.apply(session, row, answer, now)));
  }

  /** Our own answer never came: this process, or another, stopped in between. */
  private Uni<?> admitUnknown(Mutiny.Session session, MessageRow row, Instant now) {
    boolean unanswered = row.state == MessageState.SENDING && row.carrierMessageId == null;
    return unanswered
        ? change.apply(session, row, new OutcomeUnknown(now), null)
        : Uni.createFrom().voidItem();
  }
}
