package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState.Lost;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.events.TenantId;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * The live access token of an organization.
 *
 * <p>A refresh token may die when it is used, so two replicas that refresh at once would lose the
 * connection: whoever exchanges it holds the connection's lease, and the new pair is committed
 * before anybody uses it. No transaction is open meanwhile: a CRM that does not answer costs no
 * connection to the database. All who wait in one process wait for one exchange.
 *
 * <p>Failure policy: if we die between the CRM's answer and our commit, the connection is lost and
 * an administrator must connect again. There is no order of steps that avoids this.
 */
@ApplicationScoped
public class AccessTokens {
  private static final Logger LOG = Logger.getLogger(AccessTokens.class);

  /** Tokens live for hours; one with less than this left may die on its way. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  private static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(20);

  /** Outlives an exchange that begins late and the storing of its answer. */
  private static final Duration LEASE = LONGEST_EXCHANGE.multipliedBy(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int STORE_RETRIES = 4;

  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final LostConnection lostConnection;
  private final Clock clock;
  private final Map<Wanted, Uni<Access>> renewals = new ConcurrentHashMap<>();

  AccessTokens(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      KnownCrms crms,
      SecretCipher cipher,
      LostConnection lostConnection,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.crms = crms;
    this.cipher = cipher;
    this.lostConnection = lostConnection;
    this.clock = clock;
  }

  /**
   * The CRM of an organization and what it lets us in with.
   *
   * @param faulty whether something went wrong with it last
   */
  public record Access(CrmPort crm, AccessToken token, boolean faulty) {}

  /**
   * @param refused a token that will not do; null when any will
   */
  private record Wanted(TenantId tenant, AccessToken refused) {}

  /**
   * The organization's CRM with a token good for some minutes. Fails with {@link
   * CrmFault.Disconnected} when no CRM is connected.
   */
  public Uni<Access> current(TenantId tenant) {
    return replace(tenant, null);
  }

  /**
   * The CRMs of organizations whose token is good for some minutes, with one statement; the others
   * are missing, also one whose token cannot be opened: it fails for itself.
   */
  Uni<Map<TenantId, Access>> live(Sql sql, Collection<TenantId> tenants) {
    return connections
        .findAll(sql, tenants)
        .map(
            found -> {
              Map<TenantId, Access> live = new HashMap<>();
              found.stream()
                  .filter(row -> row.hasLiveToken(clock.instant().plus(RENEW_BEFORE)))
                  .forEach(
                      row ->
                          opened(row)
                              .ifPresent(access -> live.put(TenantId.of(row.tenant), access)));
              return live;
            });
  }

  private Optional<Access> opened(CrmConnectionRow row) {
    try {
      return Optional.of(access(row, token(row)));
    } catch (RuntimeException unreadable) {
      LOG.debugf("tenant=%s its token is not opened in a set: %s", row.tenant, unreadable);
      return Optional.empty();
    }
  }

  /**
   * With a token other than the one that was just refused; fails as {@link #current} does.
   *
   * @param refused null when none was
   */
  Uni<Access> replace(TenantId tenant, AccessToken refused) {
    Wanted wanted = new Wanted(tenant, refused);
    return transactions
        .inTenant(tenant, session -> connections.find(session, tenant))
        .map(connection -> live(wanted, connected(connection)))
        .flatMap(live -> live == null ? renewedOnce(wanted) : Uni.createFrom().item(live));
  }

  /** Exchanges the refresh token though nobody needs it, as one that is idle for long dies. */
  Uni<Access> keepAlive(TenantId tenant) {
    return transactions
        .inTenant(tenant, session -> connections.find(session, tenant))
        .map(AccessTokens::connected)
        .map(connection -> connection.accessToken == null ? null : token(connection))
        .chain(used -> replace(tenant, used));
  }

  /**
   * Whoever asks gives up: a token that was made just now is refused as well.
   *
   * @return what to fail with: {@code Disconnected}, which commits with the loss; {@code
   *     Unavailable} when the token is no longer the one in use and another try may succeed
   */
  Uni<CrmFault> giveUp(TenantId tenant, AccessToken refused) {
    return whileLocked(
        tenant,
        (session, connection) -> {
          if (connection == null || !connection.isConnected()) {
            return Uni.createFrom().item(new CrmFault.Disconnected("the CRM is not connected"));
          }
          if (connection.accessToken == null || !refused.equals(token(connection))) {
            return Uni.createFrom().item(new CrmFault.Unavailable("the CRM was connected anew"));
          }
          return lose(session, connection, "the CRM refuses a fresh token");
        });
  }

  /** Goes on when the one who asked first has left: the CRM's answer must be stored. */
  private Uni<Access> renewedOnce(Wanted wanted) {
    Context caller = Vertx.currentContext();
    Uni<Access> renewal =
        renewals.computeIfAbsent(
            wanted,
            key ->
                renew(key)
                    .onTermination()
                    .invoke(() -> renewals.remove(key))
                    .memoize()
                    .indefinitely());
    return caller == null
        ? renewal
        : renewal.emitOn(answer -> caller.runOnContext(ignored -> answer.run()));
  }

  /** What is to be done is done behind the transaction that found it out. */
  private Uni<Access> renew(Wanted wanted) {
    return whileLocked(
            wanted.tenant(),
            (session, row) -> {
              CrmConnectionRow connection = connected(row);
              Access live = live(wanted, connection);
              return live != null
                  ? Uni.createFrom().item(Uni.createFrom().item(live))
                  : connections
                      .takeRenewal(session, wanted.tenant(), LEASE)
                      .map(mine -> mine ? exchange(wanted, connection) : later(wanted));
            })
        .flatMap(Function.identity());
  }

  private Uni<Access> later(Wanted wanted) {
    return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(() -> renew(wanted));
  }

  private Uni<Access> exchange(Wanted wanted, CrmConnectionRow connection) {
    String used = connection.refreshToken;
    CrmPort crm = crms.named(connection.crm);
    ClientCredentials client =
        new ClientCredentials(connection.clientId, open(connection, connection.clientSecret));
    String refreshToken = open(connection, used);
    Instant leaveBefore = clock.instant().plus(LONGEST_EXCHANGE);
    return Uni.createFrom()
        .deferred(
            () ->
                clock.instant().isBefore(leaveBefore)
                    ? crm.refresh(client, refreshToken)
                    : Uni.createFrom().failure(new CrmFault.Unavailable("it came too late")))
        .ifNoItem()
        .after(LONGEST_EXCHANGE)
        .failWith(() -> new CrmFault.Unavailable("the CRM gives no token"))
        .onItemOrFailure()
        .transformToUni((pair, fault) -> concluded(wanted, used, pair, fault))
        .flatMap(Function.identity());
  }

  /** The answer is heard behind the transaction: a refusal commits instead of rolling back. */
  private Uni<Uni<Access>> concluded(Wanted wanted, String used, TokenPair pair, Throwable fault) {
    return whileLocked(
            wanted.tenant(),
            (session, connection) -> {
              if (connection == null || !used.equals(connection.refreshToken)) {
                return Uni.createFrom().item(renew(wanted));
              }
              return connections
                  .endRenewal(session, wanted.tenant())
                  .chain(() -> conclude(session, connection, pair, fault));
            })
        .onFailure()
        .retry()
        .withBackOff(LOOK_AGAIN)
        .atMost(STORE_RETRIES);
  }

  private Uni<Uni<Access>> conclude(
      Mutiny.Session session, CrmConnectionRow connection, TokenPair pair, Throwable fault) {
    if (fault != null) {
      return (fault instanceof CrmFault.Disconnected
              ? lose(session, connection, fault.getMessage())
              : Uni.createFrom().item(fault))
          .map(told -> Uni.createFrom().failure(told));
    }
    connection.accessToken = cipher.seal(pair.accessToken().value(), connection.tenant);
    connection.refreshToken = cipher.seal(pair.refreshToken(), connection.tenant);
    connection.clientSecret = cipher.reseal(connection.clientSecret, connection.tenant);
    connection.refreshedAt = clock.instant();
    connection.accessExpiresAt = connection.refreshedAt.plus(pair.lifetime());
    Access access = access(connection, pair.accessToken());
    return Uni.createFrom().item(Uni.createFrom().item(access));
  }

  private Uni<CrmFault> lose(Mutiny.Session session, CrmConnectionRow connection, String reason) {
    Instant now = clock.instant();
    connection.hear(new Lost(reason, now));
    connection.accessToken = null;
    return lostConnection
        .tell(Sql.of(session), TenantId.of(connection.tenant), reason, now)
        .replaceWith(new CrmFault.Disconnected(reason));
  }

  private <T> Uni<T> whileLocked(
      TenantId tenant, BiFunction<Mutiny.Session, CrmConnectionRow, Uni<T>> work) {
    return transactions.inTenant(
        tenant,
        session ->
            connections
                .lock(session, tenant)
                .flatMap(connection -> work.apply(session, connection)));
  }

  private static CrmConnectionRow connected(CrmConnectionRow connection) {
    if (connection == null) {
      throw new CrmFault.Disconnected("no CRM is connected");
    }
    if (!connection.isConnected()) {
      throw new CrmFault.Disconnected(connection.state().reason());
    }
    return connection;
  }

  /** Null when its token does not do. */
  private Access live(Wanted wanted, CrmConnectionRow connection) {
    if (!connection.hasLiveToken(clock.instant().plus(RENEW_BEFORE))) {
      return null;
    }
    AccessToken token = token(connection);
    return token.equals(wanted.refused()) ? null : access(connection, token);
  }

  private Access access(CrmConnectionRow connection, AccessToken token) {
    return new Access(crms.named(connection.crm), token, connection.fault != null);
  }

  private AccessToken token(CrmConnectionRow connection) {
    return new AccessToken(open(connection, connection.accessToken));
  }

  private String open(CrmConnectionRow connection, String sealed) {
    return cipher.open(sealed, connection.tenant);
  }
}
