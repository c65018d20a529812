package dev.ramal.simulators.twilio.accounts;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts the stand-in knows, and who is asking. */
public final class TwilioAccounts {
  private final Map<String, TwilioAccount> accounts = new ConcurrentHashMap<>();

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

  /** The account in the path, when the Basic credentials are its own; else 401 or 404. */
  public TwilioAccount asking(Exchange exchange) {
    String[] credentials = basic(exchange.header("Authorization"));
    TwilioAccount caller =
        credentials == null
            ? null
            : accounts.values().stream()
                .filter(account -> account.accepts(credentials[0], credentials[1]))
                .findFirst()
                .orElse(null);
    if (caller == null) {
      throw TwilioErrors.unauthorized();
    }
    if (!caller.sid().equals(exchange.pathParam("account"))) {
      throw TwilioErrors.notFound(exchange.path());
    }
    return caller;
  }

  /** The account owning a number, or null. */
  public TwilioAccount owner(String address) {
    return accounts.values().stream()
        .filter(account -> account.owns(address))
        .findFirst()
        .orElse(null);
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
