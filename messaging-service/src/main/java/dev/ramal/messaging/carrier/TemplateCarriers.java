package dev.ramal.messaging.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Carriers that have texts approved, and the accounts with them. */
@ApplicationScoped
public class TemplateCarriers {
  private final List<TemplateCarrier> adapters;
  private final MessageAccounts accounts;

  TemplateCarriers(@All List<TemplateCarrier> adapters, MessageAccounts accounts) {
    this.adapters = List.copyOf(adapters);
    this.accounts = accounts;
  }

  /** The words of those carriers. */
  public List<String> carriers() {
    return adapters.stream().map(adapter -> adapter.carrier().wire()).sorted().toList();
  }

  /**
   * The account with which a text is to be approved; empty where there is none that is switched on.
   *
   * @param connection null for the first
   */
  public Optional<CarrierAccount> account(TenantId tenant, String connection) {
    return accounts
        .of(tenant)
        .filter(CarrierAccount::enabled)
        .filter(account -> connection == null || connection.equals(account.connectionId()))
        .filter(account -> connection != null || of(account).isPresent())
        .min(Comparator.comparing(CarrierAccount::connectionId));
  }

  /** Whether the account's carrier has texts approved. */
  public boolean approves(CarrierAccount account) {
    return of(account).isPresent();
  }

  /** Asks the carrier of the account; an account that is gone or off takes nothing now. */
  public <T> Uni<CarrierReply<T>> ask(
      TenantId tenant,
      String connection,
      BiFunction<TemplateCarrier, CarrierAccount, Uni<CarrierReply<T>>> question) {
    return accounts
        .usable(tenant, new ConnectionId(connection))
        .flatMap(account -> of(account).map(carrier -> question.apply(carrier, account)))
        .orElseGet(() -> Uni.createFrom().item(new CarrierReply.Throttled<>(null)));
  }

  private Optional<TemplateCarrier> of(CarrierAccount account) {
    return adapters.stream()
        .filter(adapter -> adapter.carrier().equals(account.carrier()))
        .findFirst();
  }
}
