package dev.ramal.messaging.carrier;

import dev.ramal.carriers.AccountTable;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The carrier accounts of every organization, and which of them can send. */
@ApplicationScoped
public class MessageAccounts extends AccountTable {
  /** One account; empty when it is gone or switched off. */
  public Optional<CarrierAccount> usable(TenantId tenant, ConnectionId connection) {
    return byId(tenant, connection.value()).filter(CarrierAccount::enabled);
  }

  /**
   * The account and number for a new message: the thread's own while it can still send, else the
   * first account with a number, so that a contact sees one sender.
   *
   * @param wanted null for any
   * @param connection of the thread; null when it has none
   * @param number of the thread; null when it has none
   */
  public Optional<Sender> sender(
      TenantId tenant, Carrier wanted, ConnectionId connection, E164 number) {
    List<CarrierAccount> able =
        enabled(tenant).stream()
            .filter(account -> wanted == null || account.carrier() == wanted)
            .filter(account -> !account.numbers().isEmpty())
            .toList();
    return able.stream()
        .filter(account -> connection != null && number != null)
        .filter(account -> account.connectionId().equals(connection.value()))
        .filter(account -> account.owns(number))
        .map(account -> new Sender(account, number))
        .findFirst()
        .or(
            () ->
                able.stream()
                    .findFirst()
                    .map(account -> new Sender(account, account.numbers().get(0))));
  }

  private List<CarrierAccount> enabled(TenantId tenant) {
    return of(tenant)
        .filter(CarrierAccount::enabled)
        .sorted(
            Comparator.comparing(CarrierAccount::carrier)
                .thenComparing(CarrierAccount::connectionId))
        .toList();
  }

  /** A number of ours and the account that sends from it. */
  public record Sender(CarrierAccount account, E164 number) {}
}
