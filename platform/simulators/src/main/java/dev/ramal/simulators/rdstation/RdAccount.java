package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.stage.Ids;

/**
 * An application allowed to refresh tokens.
 *
 * @param refreshToken the one that works next; each use replaces it
 * @param code authorization code that may be exchanged once, or null
 */
public record RdAccount(
    String clientId, String clientSecret, String refreshToken, String code, String redirectUri) {

  /** An application with made-up credentials. */
  public static RdAccount create() {
    return new RdAccount(Ids.uuid(), Ids.hex(16), Ids.hex(24), Ids.hex(16), null);
  }
}
