package dev.ramal.simulators.telnyx.accounts;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts the stand-in knows, by connection id, and who is asking. */
public final class TelnyxAccounts {
  private final Map<String, TelnyxAccount> accounts = new ConcurrentHashMap<>();

  public void put(TelnyxAccount account) {
    accounts.put(account.connectionId(), account);
  }

  public List<TelnyxAccount> all() {
    return List.copyOf(accounts.values());
  }

  /**
   * The account of the bearer key; else 401. A query parameter that the operation does not have is
   * refused.
   *
   * @param query names that the operation has
   */
  public TelnyxAccount asking(Exchange exchange, String... query) {
    TelnyxAccount account = asking(exchange.bearer());
    for (String name : exchange.query().names()) {
      if (!List.of(query).contains(name)) {
        throw TelnyxErrors.unknownQuery(name);
      }
    }
    return account;
  }

  private TelnyxAccount asking(String key) {
    return accounts.values().stream()
        .filter(account -> account.apiKey().equals(key))
        .findFirst()
        .orElseThrow(TelnyxErrors::unauthorized);
  }

  /** The account as it is now. */
  public TelnyxAccount current(TelnyxAccount account) {
    return accounts.get(account.connectionId());
  }

  /** The account of that connection, or null. */
  public TelnyxAccount get(String connectionId) {
    return accounts.get(connectionId);
  }

  /** The account owning a number, or null. */
  public TelnyxAccount owner(String number) {
    return accounts.values().stream()
        .filter(account -> account.numbers().contains(number))
        .findFirst()
        .orElse(null);
  }

  /**
   * The account owning a number.
   *
   * @throws IllegalArgumentException when none does
   */
  public TelnyxAccount requireOwner(String number) {
    TelnyxAccount account = owner(number);
    if (account == null) {
      throw new IllegalArgumentException("no account owns " + number);
    }
    return account;
  }
}
