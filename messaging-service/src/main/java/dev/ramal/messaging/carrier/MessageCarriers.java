package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;

/** Each message through its own carrier and account. */
@ApplicationScoped
public class MessageCarriers {
  private final Instance<MessageCarrier> adapters;
  private final MessageAccounts accounts;

  MessageCarriers(@Any Instance<MessageCarrier> adapters, MessageAccounts accounts) {
    this.adapters = adapters;
    this.accounts = accounts;
  }

  /** See {@link MessageCarrier#submit}; an account that is gone or off takes nothing now. */
  public Uni<CarrierReply<Submitted>> submit(MessageDetails message) {
    return accounts
        .usable(message.tenant(), message.connectionId())
        .map(account -> of(account.carrier()).submit(account, message))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Throttled<>(null)));
  }

  /** See {@link MessageCarrier#lookUp}; an account that is gone or off cannot say. */
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      MessageDetails message, String carrierMessageId, Instant since) {
    return accounts
        .usable(message.tenant(), message.connectionId())
        .map(account -> of(account.carrier()).lookUp(account, message, carrierMessageId, since))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Unknown<>("no account to ask")));
  }

  private MessageCarrier of(Carrier carrier) {
    return adapters.stream()
        .filter(adapter -> adapter.carrier().equals(carrier))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no adapter for " + carrier.wire()));
  }
}
