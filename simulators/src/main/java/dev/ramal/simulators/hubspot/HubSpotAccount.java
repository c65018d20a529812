package dev.ramal.simulators.hubspot;

import dev.ramal.simulators.context.Ids;

/**
 * An app that a user of a HubSpot account has installed. Its tokens open that account's records and
 * no other's.
 *
 * @param refreshToken works until the app is uninstalled; an exchange does not replace it
 * @param code authorization code that may be exchanged once, or null
 * @param redirectUri what the exchange of a code must repeat exactly; null for anything
 * @param portal name of the HubSpot account, {@link #DEFAULT_PORTAL} unless it matters
 */
public record HubSpotAccount(
    String clientId,
    String clientSecret,
    String refreshToken,
    String code,
    String redirectUri,
    String portal) {

  /** The HubSpot account of whoever names none. */
  public static final String DEFAULT_PORTAL = "default";

  /** An app with made-up credentials, in the default account. */
  public static HubSpotAccount create() {
    return new HubSpotAccount(
        Ids.uuid(), Ids.uuid(), "na1-" + Ids.hex(16), "na1-" + Ids.hex(16), null, DEFAULT_PORTAL);
  }

  /** The same app installed in another account. */
  public HubSpotAccount of(String otherPortal) {
    return new HubSpotAccount(clientId, clientSecret, refreshToken, code, redirectUri, otherPortal);
  }

  HubSpotAccount withoutCode() {
    return new HubSpotAccount(clientId, clientSecret, refreshToken, null, redirectUri, portal);
  }
}
