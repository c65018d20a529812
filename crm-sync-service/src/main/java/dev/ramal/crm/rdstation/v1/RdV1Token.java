package dev.ramal.crm.rdstation.v1;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;

/**
 * A token and the user whose it is, as notes need an author. Never to be logged, so it does not
 * show itself.
 */
record RdV1Token(String token, String userId) {
  private static final char BETWEEN = ' ';

  /** Both in one, as the connection keeps one. */
  AccessToken sealable() {
    return new AccessToken(userId + BETWEEN + token);
  }

  static RdV1Token of(AccessToken kept) {
    int between = kept.value().indexOf(BETWEEN);
    if (between < 0) {
      throw new CrmFault.TokenRefused();
    }
    return new RdV1Token(kept.value().substring(between + 1), kept.value().substring(0, between));
  }

  @Override
  public String toString() {
    return "RdV1Token of " + userId;
  }
}
