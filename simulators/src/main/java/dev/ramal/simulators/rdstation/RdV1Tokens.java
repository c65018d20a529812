package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import java.util.HashMap;
import java.util.Map;

/** Tokens of CRM v1: one a user, in the query of each request, until the user is gone. */
final class RdV1Tokens {
  private final Map<String, Holder> holders = new HashMap<>();

  /**
   * @param crm name of the CRM account
   * @param email of the user whose token it is
   */
  record Holder(String crm, String email) {}

  void register(String token, Holder holder) {
    holders.put(token, holder);
  }

  void revoke(String token) {
    holders.remove(token);
  }

  /** Refuses whoever shows none, or one of somewhere else. */
  Holder check(Exchange exchange) {
    Holder holder = holders.get(exchange.query().get("token", ""));
    if (holder == null) {
      throw RdV1Errors.unauthorized();
    }
    return holder;
  }
}
