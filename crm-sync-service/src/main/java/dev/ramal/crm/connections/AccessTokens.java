package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState.Lost;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The live access token of an organization.
 *
 * <p>A refresh token may die when it is used, so two replicas that refresh at once would lose the
 * connection: the exchange runs while the row is locked, and the new pair is committed before
 * anybody uses it.
 *
 * <p>Failure policy: if we die between the CRM's answer and our commit, the connection is lost and
 * an administrator must connect again. There is no order of steps that avoids this.
 */
@ApplicationScoped
public class AccessTokens {
  /** Tokens live for hours; one with less than this left may die on its way. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  private final TenantTransactions transactions;
  private final CrmConnectionRepository connections;
  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  AccessTokens(
      TenantTransactions transactions,
      CrmConnectionRepository connections,
      KnownCrms crms,
      SecretCipher cipher,
      Outbox outbox,
      Events events,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.crms = crms;
    this.cipher = cipher;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The organization's CRM with a token good for some minutes. Fails with {@link
   * CrmFault.Disconnected} when no CRM is connected.
   */
  public Uni<Access> current(TenantId tenant) {
    return replace(tenant, null);
  }

  /**
   * With a token other than the one that was just refused; fails as {@link #current} does.
   *
   * @param refused null when none was
   */
  Uni<Access> replace(TenantId tenant, AccessToken refused) {
    return whileLocked(
            tenant, (session, connection) -> access(session, tenant, connection, refused))
        .flatMap(Function.identity());
  }

  /**
   * The CRM refuses even the token that replaced another: an administrator must connect again.
   *
   * @return what to fail with: {@link CrmFault.Disconnected}, or {@link CrmFault.Unavailable} when
   *     the token is no longer the one in use and another try may succeed
   */
  Uni<CrmFault> giveUp(TenantId tenant, AccessToken refused) {
    return whileLocked(
        tenant,
        (session, connection) -> {
          if (connection == null || !connection.isConnected()) {
            return Uni.createFrom().item(new CrmFault.Disconnected("the CRM is not connected"));
          }
          if (connection.accessToken == null || !refused.equals(token(tenant, connection))) {
            return Uni.createFrom().item(new CrmFault.Unavailable("the CRM was connected anew"));
          }
          String reason = "the CRM refuses a fresh token";
          return lose(session, tenant, connection, reason)
              .map(ignored -> new CrmFault.Disconnected(reason));
        });
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

  /** The answer is heard outside of the transaction: a refusal commits instead of rolling back. */
  private Uni<Uni<Access>> access(
      Mutiny.Session session, TenantId tenant, CrmConnectionRow connection, AccessToken refused) {
    if (connection == null) {
      return Uni.createFrom().item(disconnected("no CRM is connected"));
    }
    if (!connection.isConnected()) {
      return Uni.createFrom().item(disconnected(connection.state().reason()));
    }
    CrmPort crm = crms.named(connection.crm);
    if (connection.hasLiveToken(clock.instant().plus(RENEW_BEFORE))) {
      AccessToken token = token(tenant, connection);
      if (!token.equals(refused)) {
        return Uni.createFrom().item(Uni.createFrom().item(new Access(crm, token)));
      }
    }
    return refresh(session, tenant, connection, crm);
  }

  private AccessToken token(TenantId tenant, CrmConnectionRow connection) {
    return new AccessToken(cipher.open(connection.accessToken, tenant.value()));
  }

  private Uni<Uni<Access>> refresh(
      Mutiny.Session session, TenantId tenant, CrmConnectionRow connection, CrmPort crm) {
    ClientCredentials client =
        new ClientCredentials(
            connection.clientId, cipher.open(connection.clientSecret, tenant.value()));
    return crm.refresh(client, cipher.open(connection.refreshToken, tenant.value()))
        .<Uni<Access>>map(
            pair -> {
              connection.accessToken = cipher.seal(pair.accessToken().value(), tenant.value());
              connection.refreshToken = cipher.seal(pair.refreshToken(), tenant.value());
              connection.accessExpiresAt = clock.instant().plus(pair.lifetime());
              return Uni.createFrom().item(new Access(crm, pair.accessToken()));
            })
        .onFailure(CrmFault.Disconnected.class)
        .recoverWithUni(fault -> lose(session, tenant, connection, fault.getMessage()));
  }

  private Uni<Uni<Access>> lose(
      Mutiny.Session session, TenantId tenant, CrmConnectionRow connection, String reason) {
    Instant now = clock.instant();
    connection.hear(new Lost(reason, now));
    connection.accessToken = null;
    return outbox
        .append(
            session,
            events.create(
                tenant, Topics.CRM, tenant.value(), null, new ReconnectRequired(reason, now)))
        .map(ignored -> disconnected(reason));
  }

  private static Uni<Access> disconnected(String reason) {
    return Uni.createFrom().failure(new CrmFault.Disconnected(reason));
  }

  /** The CRM of an organization and what it lets us in with. */
  public record Access(CrmPort crm, AccessToken token) {}
}
