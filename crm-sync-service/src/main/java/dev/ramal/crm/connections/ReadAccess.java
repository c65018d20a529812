package dev.ramal.crm.connections;

import dev.ramal.crm.connections.AccessTokens.Access;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.kit.secrets.SecretCipher;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a stored connection lets us in with: its tokens and secrets, opened and sealed. */
final class ReadAccess {
  private static final Logger LOG = Logger.getLogger(ReadAccess.class);

  /** Tokens live for hours; one with less than this left may die on its way. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final Clock clock;

  ReadAccess(KnownCrms crms, SecretCipher cipher, Clock clock) {
    this.crms = crms;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * @param connection null when there is none
   * @throws CrmFault.Disconnected when it does not work
   */
  static CrmConnectionRow connected(CrmConnectionRow connection) {
    if (connection == null) {
      throw new CrmFault.Disconnected("no CRM is connected");
    }
    if (!connection.isConnected()) {
      throw new CrmFault.Disconnected(connection.state().reason());
    }
    return connection;
  }

  /**
   * Null when its token does not do.
   *
   * @param refused a token that will not do; null when any will
   */
  Access live(CrmConnectionRow connection, AccessToken refused) {
    if (!isLive(connection)) {
      return null;
    }
    AccessToken token = token(connection);
    return token.equals(refused) ? null : access(connection, token);
  }

  /** Empty when its token is over, or cannot be opened. */
  Optional<Access> liveInSet(CrmConnectionRow connection) {
    try {
      return Optional.ofNullable(live(connection, null));
    } catch (RuntimeException unreadable) {
      LOG.debugf("tenant=%s its token is not opened in a set: %s", connection.tenant, unreadable);
      return Optional.empty();
    }
  }

  private boolean isLive(CrmConnectionRow connection) {
    return connection.hasLiveToken(clock.instant().plus(RENEW_BEFORE));
  }

  /** Null when it has none. */
  AccessToken token(CrmConnectionRow connection) {
    return connection.accessToken == null
        ? null
        : new AccessToken(open(connection, connection.accessToken));
  }

  CrmPort crm(CrmConnectionRow connection) {
    return crms.named(connection.crm);
  }

  ClientCredentials client(CrmConnectionRow connection) {
    return new ClientCredentials(connection.clientId, open(connection, connection.clientSecret));
  }

  String refreshToken(CrmConnectionRow connection) {
    return open(connection, connection.refreshToken);
  }

  /** Keeps what was given for the refresh token. */
  Access keep(CrmConnectionRow connection, TokenPair pair) {
    connection.accessToken = cipher.seal(pair.accessToken().value(), connection.tenant);
    connection.refreshToken = cipher.seal(pair.refreshToken(), connection.tenant);
    connection.clientSecret = cipher.reseal(connection.clientSecret, connection.tenant);
    connection.refreshedAt = clock.instant();
    connection.accessExpiresAt = connection.refreshedAt.plus(pair.lifetime());
    return access(connection, pair.accessToken());
  }

  private Access access(CrmConnectionRow connection, AccessToken token) {
    return new Access(crm(connection), connection.account, token, connection.fault != null);
  }

  private String open(CrmConnectionRow connection, String sealed) {
    return cipher.open(sealed, connection.tenant);
  }
}
