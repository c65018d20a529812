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
import java.util.stream.Stream;

/** The carrier accounts of every organization, and which of them can send. */
@ApplicationScoped
public class MessageAccounts extends AccountTable {
  /** One account; empty when it is gone or switched off. */
  public Optional<CarrierAccount> usable(TenantId tenant, ConnectionId connection) {
    return byId(tenant, connection.value()).filter(CarrierAccount::enabled);
  }

  /**
   * What an SMS can go from: of each account the thread's own number, else its first. The account
   * that owns the thread's number comes first, so that a contact sees one sender.
   *
   * @param wanted null for any
   * @param number of ours that the thread goes through; null when it has none
   */
  public List<Sender> senders(TenantId tenant, Carrier wanted, String number) {
    List<CarrierAccount> able = able(tenant, wanted);
    Optional<Sender> own = owning(able, number);
    return Stream.concat(
            own.stream(),
            able.stream()
                .filter(account -> own.map(Sender::account).filter(account::equals).isEmpty())
                .map(account -> new Sender(account, account.numbers().get(0))))
        .toList();
  }

  /**
   * The account that sends from a certain number; empty when none that is switched on owns it.
   *
   * @param wanted null for any
   */
  public Optional<Sender> owning(TenantId tenant, Carrier wanted, String number) {
    return owning(able(tenant, wanted), number);
  }

  /**
   * Whether anything can be sent at all.
   *
   * @param wanted null for any
   */
  public boolean canSend(TenantId tenant, Carrier wanted) {
    return !able(tenant, wanted).isEmpty();
  }

  /** All accounts of an organization, those that are switched off as well. */
  public List<CarrierAccount> all(TenantId tenant) {
    return of(tenant)
        .sorted(
            Comparator.comparing(CarrierAccount::carrier)
                .thenComparing(CarrierAccount::connectionId))
        .toList();
  }

  /** Every organization's accounts that are switched on. */
  public Stream<CarrierAccount> everybodys() {
    return accounts().filter(CarrierAccount::enabled);
  }

  private static Optional<Sender> owning(List<CarrierAccount> able, String number) {
    return E164.isValid(number)
        ? able.stream()
            .filter(account -> account.owns(E164.of(number)))
            .map(account -> new Sender(account, E164.of(number)))
            .findFirst()
        : Optional.empty();
  }

  private List<CarrierAccount> able(TenantId tenant, Carrier wanted) {
    return enabled(tenant).stream()
        .filter(account -> wanted == null || account.carrier() == wanted)
        .filter(account -> !account.numbers().isEmpty())
        .toList();
  }

  private List<CarrierAccount> enabled(TenantId tenant) {
    return all(tenant).stream().filter(CarrierAccount::enabled).toList();
  }

  /** A number of ours and the account that sends from it. */
  public record Sender(CarrierAccount account, E164 number) {}
}
