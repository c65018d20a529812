package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.files.FetchFile.Source;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import dev.ramal.messaging.carrier.MessageCarrier.Candidate;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarrier.UnknownIds;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.SmsRules;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

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
  public Uni<CarrierReply<Submitted>> submit(MessageDetails message, Instant leaveBefore) {
    return accounts
        .usable(message.tenant(), message.connectionId())
        .map(account -> of(account.carrier()).submit(account, message, leaveBefore))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Throttled<>(null)));
  }

  /** Whether the account that a message is for can be asked to send it. */
  public boolean canSubmit(MessageDetails message) {
    return accounts.usable(message.tenant(), message.connectionId()).isPresent();
  }

  /** See {@link MessageCarrier#check}; an account that is gone cannot say. */
  public Uni<CarrierReply<AccountReport>> check(TenantId tenant, ConnectionId connection) {
    return accounts
        .byId(tenant, connection.value())
        .map(account -> of(account.carrier()).check(account))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Unknown<>("no account to ask")));
  }

  /** See {@link MessageCarrier#lookUp}; an account that is gone cannot say. */
  public Uni<CarrierReply<List<StatusReported>>> lookUp(
      MessageDetails message, String carrierMessageId) {
    return ask(message, (carrier, account) -> carrier.lookUp(account, message, carrierMessageId));
  }

  /** See {@link MessageCarrier#answersFor}; without those that answer for ever. */
  public Map<Carrier, Duration> answerFor() {
    Map<Carrier, Duration> limits = new HashMap<>();
    adapters.forEach(
        adapter -> adapter.answersFor().ifPresent(limit -> limits.put(adapter.carrier(), limit)));
    return limits;
  }

  /** See {@link MessageCarrier#search}; an account that is gone cannot say. */
  public Uni<CarrierReply<List<Candidate>>> search(MessageDetails message, Instant since) {
    return ask(message, (carrier, account) -> carrier.search(account, message, since));
  }

  /** See {@link MessageCarrier#smsRules}. */
  public SmsRules smsRules(Carrier carrier) {
    return of(carrier).smsRules();
  }

  /** See {@link MessageCarrier#media}; empty when the account is gone. */
  public Optional<Source> media(TenantId tenant, ConnectionId connection, String url) {
    return accounts
        .byId(tenant, connection.value())
        .flatMap(account -> of(account.carrier()).media(account, url));
  }

  /** See {@link MessageCarrier#limits}. */
  public MessageLimits limits(Sender sender, Channel channel, E164 to) {
    return of(sender.account().carrier()).limits(channel, sender.number(), to);
  }

  /** See {@link MessageCarrier#isAtApi}, of any carrier. */
  public boolean isAtAnApi(URI address) {
    return adapters.stream().anyMatch(adapter -> adapter.isAtApi(address));
  }

  /** See {@link MessageCarrier#listsInbound}. */
  public boolean listsInbound(CarrierAccount account) {
    return of(account.carrier()).listsInbound();
  }

  /**
   * See {@link MessageCarrier#received}. An account's credentials may see more than its numbers:
   * what was written to others is none of ours.
   */
  public Uni<CarrierReply<Inbound>> received(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    return of(account.carrier())
        .received(account, from, to, unknown)
        .map(reply -> reply.map(inbound -> ours(account, inbound)));
  }

  private static Inbound ours(CarrierAccount account, Inbound inbound) {
    return new Inbound(
        inbound.messages().stream()
            .filter(fact -> E164.isValid(fact.to()) && account.owns(E164.of(fact.to())))
            .toList(),
        inbound.until(),
        inbound.hidden());
  }

  /** One that is switched off sends nothing more, and still answers for what it has sent. */
  private <T> Uni<CarrierReply<T>> ask(
      MessageDetails message,
      BiFunction<MessageCarrier, CarrierAccount, Uni<CarrierReply<T>>> question) {
    return accounts
        .byId(message.tenant(), message.connectionId().value())
        .map(account -> question.apply(of(account.carrier()), account))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Unknown<>("no account to ask")));
  }

  private MessageCarrier of(Carrier carrier) {
    return adapters.stream()
        .filter(adapter -> adapter.carrier().equals(carrier))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no adapter for " + carrier.wire()));
  }
}
