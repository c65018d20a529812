package dev.ramal.gateway.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.gateway.carriers.telnyx.TelnyxTranslation;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.verification.FormBody;
import java.util.Set;

/**
 * Tells whether a genuine callback belongs to the connection it was sent to. Keys are shared within
 * a carrier account, so a signature alone does not bind a callback to an organization; and Telnyx
 * does not sign the address.
 */
public final class CheckOwner {
  private CheckOwner() {}

  /** The account or one of its subaccounts. */
  public static void ofTwilio(Connection connection, FormBody form) {
    String account = form.text("AccountSid");
    if (account == null || !connection.accountSids().contains(account)) {
      throw new Refused(
          Outcome.WRONG_ACCOUNT, "AccountSid", "the connection does not include this account");
    }
  }

  /**
   * Whatever the event names must be the connection's.
   *
   * @return whether it named anything
   */
  public static boolean ofTelnyx(Connection connection, JsonNode body) {
    boolean call =
        isOneOf(
            connection.telnyxConnectionIds(),
            TelnyxTranslation.connectionOrNull(body),
            "connection_id");
    boolean message =
        isOneOf(
            connection.messagingProfileIds(),
            TelnyxTranslation.messagingProfileOrNull(body),
            "messaging_profile_id");
    return call || message;
  }

  public static boolean ofTexml(Connection connection, String application) {
    return isOneOf(connection.telnyxConnectionIds(), application, "ConnectionId");
  }

  private static boolean isOneOf(Set<String> ours, String named, String field) {
    if (named != null && !ours.contains(named)) {
      throw new Refused(Outcome.WRONG_ACCOUNT, field, "the connection does not include it");
    }
    return named != null;
  }
}
