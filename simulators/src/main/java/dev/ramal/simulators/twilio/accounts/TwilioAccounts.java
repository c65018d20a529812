package dev.ramal.simulators.twilio.accounts;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts the stand-in knows, and who is asking. */
public final class TwilioAccounts {
  private final Map<String, TwilioAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
  private final Set<String> inactive = ConcurrentHashMap.newKeySet();

  private record ApiKey(String account, String secret) {}

  public void put(TwilioAccount account) {
    accounts.put(account.sid(), account);
  }

  public TwilioAccount get(String sid) {
    return accounts.get(sid);
  }

  public List<TwilioAccount> all() {
    return List.copyOf(accounts.values());
  }

  public void clear() {
    accounts.clear();
  }

  /**
   * The account in the path, when the Basic credentials are its own or its owner's; else 401 or
   * 404.
   */
  public TwilioAccount asking(Exchange exchange) {
    TwilioAccount caller = caller(exchange);
    String asked = exchange.pathParam("account");
    if (caller.sid().equals(asked)) {
      return caller;
    }
    if (!caller.sid().equals(owners.get(asked))) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return accounts.get(asked);
  }

  /** The account of the Basic credentials, by its token or by a key; else 401. */
  public TwilioAccount caller(Exchange exchange) {
    String[] credentials = basic(exchange.header("Authorization"));
    if (credentials == null) {
      throw TwilioErrors.unauthorized();
    }
    ApiKey key = keys.get(credentials[0]);
    return accounts.values().stream()
        .filter(account -> !inactive.contains(account.sid()))
        .filter(
            account ->
                account.accepts(credentials[0], credentials[1])
                    || key != null
                        && key.account().equals(account.sid())
                        && key.secret().equals(credentials[1]))
        .findFirst()
        .orElseThrow(TwilioErrors::unauthorized);
  }

  /** Makes an account that another owns and may act for. */
  void putOwned(TwilioAccount account, String owner) {
    owners.put(account.sid(), owner);
    put(account);
  }

  /** The account and those that it owns. */
  List<TwilioAccount> family(TwilioAccount of) {
    return accounts.values().stream()
        .filter(account -> account.equals(of) || of.sid().equals(owners.get(account.sid())))
        .sorted(Comparator.comparing(account -> account.equals(of) ? "" : account.sid()))
        .toList();
  }

  /** Whether one is the other, or owns it, or is owned by the same. */
  public boolean mayAct(TwilioAccount caller, TwilioAccount account) {
    return ownerOf(caller).equals(ownerOf(account));
  }

  String ownerOf(TwilioAccount account) {
    return owners.getOrDefault(account.sid(), account.sid());
  }

  /** An account that is not active is nobody's caller. */
  void active(TwilioAccount account, boolean active) {
    if (active) {
      inactive.remove(account.sid());
    } else {
      inactive.add(account.sid());
    }
  }

  /** Accepts a key of the account's, or no longer for a null secret. */
  public void key(String sid, TwilioAccount account, String secret) {
    if (secret == null) {
      keys.remove(sid);
    } else {
      keys.put(sid, new ApiKey(account.sid(), secret));
    }
  }

  /** The account owning a number, or null. */
  public TwilioAccount owner(String address) {
    return accounts.values().stream()
        .filter(account -> account.owns(address))
        .findFirst()
        .orElse(null);
  }

  /**
   * The account owning a number.
   *
   * @throws IllegalArgumentException when none does
   */
  public TwilioAccount requireOwner(String number) {
    TwilioAccount account = owner(number);
    if (account == null) {
      throw new IllegalArgumentException("no account owns " + number);
    }
    return account;
  }

  private static String[] basic(String header) {
    if (header == null || !header.startsWith("Basic ")) {
      return null;
    }
    try {
      String text =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length())),
              StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? null : new String[] {text.substring(0, colon), text.substring(colon + 1)};
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
