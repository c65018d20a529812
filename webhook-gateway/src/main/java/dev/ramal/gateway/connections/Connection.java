package dev.ramal.gateway.connections;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * A carrier account of an organization with what it takes to tell its callbacks from others'. Keys
 * are in the clear: never stored, never logged.
 *
 * @param id the {@code {connection}} of callback paths
 * @param authTokens Twilio: every token that may be live, during a rotation two
 * @param publicKeys Telnyx: all that are live
 */
public record Connection(
    String id,
    TenantId tenant,
    Carrier carrier,
    Set<String> accountSids,
    Set<String> telnyxConnectionIds,
    Set<String> messagingProfileIds,
    List<AuthToken> authTokens,
    List<PublicKey> publicKeys) {

  /**
   * @param validUntil null while it is the current one
   */
  public record AuthToken(SecretKey key, Instant validUntil) {
    boolean isLiveAt(Instant now) {
      return validUntil == null || now.isBefore(validUntil);
    }

    @Override
    public String toString() {
      return "auth token" + (validUntil == null ? "" : " until " + validUntil);
    }
  }

  public Connection {
    accountSids = Set.copyOf(accountSids);
    telnyxConnectionIds = Set.copyOf(telnyxConnectionIds);
    messagingProfileIds = Set.copyOf(messagingProfileIds);
    authTokens = List.copyOf(authTokens);
    publicKeys = List.copyOf(publicKeys);
  }

  /** Keys of the tokens that are live at that moment. */
  public List<SecretKey> liveAuthTokens(Instant now) {
    List<SecretKey> live = new ArrayList<>(authTokens.size());
    for (AuthToken token : authTokens) {
      if (token.isLiveAt(now)) {
        live.add(token.key());
      }
    }
    return live;
  }

  @Override
  public String toString() {
    return carrier.wire() + " connection " + id + " of " + tenant;
  }
}
