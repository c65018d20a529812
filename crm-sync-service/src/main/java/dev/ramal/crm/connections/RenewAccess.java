package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState.Lost;
import dev.ramal.crm.connections.AccessTokens.Access;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Exchanges the refresh token of a connection, or loses the connection.
 *
 * <p>A refresh token may die when it is used, so two replicas that refresh at once would lose the
 * connection: whoever exchanges it holds the connection's lease, and the new pair is committed
 * before anybody uses it. No transaction is open meanwhile: a CRM that does not answer costs no
 * connection to the database. All who wait in one process wait for one exchange.
 *
 * <p>Failure policy: if we die between the CRM's answer and our commit, the connection is lost and
 * an administrator must connect again. There is no order of steps that avoids this.
 */
final class RenewAccess {
  private static final Duration LONGEST_EXCHANGE = Duration.ofSeconds(20);

  /** Outlives an exchange that begins late and the storing of its answer. */
  private static final Duration LEASE = LONGEST_EXCHANGE.multipliedBy(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final int STORE_RETRIES = 4;

  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final ReadAccess reads;
  private final LostConnection lostConnection;
  private final Clock clock;
  private final Map<Wanted, Uni<Access>> renewals = new ConcurrentHashMap<>();

  RenewAccess(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      ReadAccess reads,
      LostConnection lostConnection,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.reads = reads;
    this.lostConnection = lostConnection;
    this.clock = clock;
  }

  /**
   * @param refused a token that will not do; null when any will
   */
  private record Wanted(TenantId tenant, AccessToken refused) {}

  /**
   * Goes on when the one who asked first has left: the CRM's answer must be stored.
   *
   * @param refused a token that will not do; null when any will
   */
  Uni<Access> renewedOnce(TenantId tenant, AccessToken refused) {
    Context caller = Vertx.currentContext();
    Uni<Access> renewal =
        renewals.computeIfAbsent(
            new Wanted(tenant, refused),
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

  /** As {@link AccessTokens#giveUp}. */
  Uni<CrmFault> giveUp(TenantId tenant, AccessToken refused) {
    return whileLocked(
        tenant,
        (session, connection) -> {
          if (connection == null || !connection.isConnected()) {
            return Uni.createFrom().item(new CrmFault.Disconnected("the CRM is not connected"));
          }
          if (!refused.equals(reads.token(connection))) {
            return Uni.createFrom().item(new CrmFault.Unavailable("the CRM was connected anew"));
          }
          return lose(session, connection, "the CRM refuses a fresh token");
        });
  }

  /** What is to be done is done behind the transaction that found it out. */
  private Uni<Access> renew(Wanted wanted) {
    return whileLocked(
            wanted.tenant(),
            (session, row) -> {
              CrmConnectionRow connection = ReadAccess.connected(row);
              Access live = reads.live(connection, wanted.refused());
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
    CrmPort crm = reads.crm(connection);
    ClientCredentials client = reads.client(connection);
    String refreshToken = reads.refreshToken(connection);
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
    return Uni.createFrom().item(Uni.createFrom().item(reads.keep(connection, pair)));
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
}
