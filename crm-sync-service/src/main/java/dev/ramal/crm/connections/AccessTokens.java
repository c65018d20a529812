package dev.ramal.crm.connections;

import dev.ramal.crm.rdstation.CrmFault;
import dev.ramal.crm.rdstation.RdStationTokens;
import dev.ramal.crm.rdstation.TokenSource;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The live access token of an organization.
 *
 * <p>A refresh token dies when it is used, so two replicas that refresh at once would lose the
 * connection: the exchange runs while the row is locked, and the new pair is committed before
 * anybody uses it.
 *
 * <p>Failure policy: if we die between the CRM's answer and our commit, the connection is lost and
 * an administrator must connect again. There is no order of steps that avoids this.
 */
@ApplicationScoped
class AccessTokens implements TokenSource {
  /** RD Station advises to renew when less than this is left. */
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);

  @Inject TenantTransactions transactions;
  @Inject RdStationTokens rdStation;
  @Inject SecretCipher cipher;
  @Inject Outbox outbox;
  @Inject Events events;
  @Inject Clock clock;

  @Override
  public Uni<String> current(TenantId tenant) {
    return locked(tenant, token -> true);
  }

  @Override
  public Uni<String> replace(TenantId tenant, String refused) {
    return locked(tenant, token -> !token.equals(refused));
  }

  @Override
  public Uni<CrmFault> giveUp(TenantId tenant, String refused) {
    return whileLocked(
        tenant,
        (session, connection) -> {
          if (connection == null || !connection.isConnected()) {
            return Uni.createFrom().item(new CrmFault.Disconnected("the CRM is not connected"));
          }
          if (connection.accessToken == null
              || !refused.equals(cipher.open(connection.accessToken, tenant.value()))) {
            return Uni.createFrom().item(new CrmFault.Unavailable("the CRM was connected anew"));
          }
          return lose(session, tenant, connection, "the CRM refuses a fresh token")
              .map(outcome -> new CrmFault.Disconnected(outcome.refusal()));
        });
  }

  private Uni<String> locked(TenantId tenant, Predicate<String> usable) {
    return whileLocked(tenant, (session, connection) -> token(session, tenant, connection, usable))
        .map(Outcome::token);
  }

  private <T> Uni<T> whileLocked(
      TenantId tenant, BiFunction<Mutiny.Session, CrmConnection, Uni<T>> work) {
    return transactions.inTenant(
        tenant,
        session ->
            session
                .find(CrmConnection.class, tenant.value(), LockModeType.PESSIMISTIC_WRITE)
                .flatMap(connection -> work.apply(session, connection)));
  }

  private Uni<Outcome> token(
      Mutiny.Session session, TenantId tenant, CrmConnection connection, Predicate<String> usable) {
    if (connection == null) {
      return disconnected("no CRM is connected");
    }
    if (!connection.isConnected()) {
      return disconnected(connection.stateReason);
    }
    if (connection.hasLiveToken(clock.instant().plus(RENEW_BEFORE))) {
      String token = cipher.open(connection.accessToken, tenant.value());
      if (usable.test(token)) {
        return Uni.createFrom().item(new Outcome(token, null));
      }
    }
    return refresh(session, tenant, connection);
  }

  private Uni<Outcome> refresh(Mutiny.Session session, TenantId tenant, CrmConnection connection) {
    return rdStation
        .refresh(
            connection.clientId,
            cipher.open(connection.clientSecret, tenant.value()),
            cipher.open(connection.refreshToken, tenant.value()))
        .map(
            pair -> {
              connection.accessToken = cipher.seal(pair.accessToken(), tenant.value());
              connection.refreshToken = cipher.seal(pair.refreshToken(), tenant.value());
              connection.accessExpiresAt = clock.instant().plus(pair.lifetime());
              return new Outcome(pair.accessToken(), null);
            })
        .onFailure(CrmFault.Disconnected.class)
        .recoverWithUni(fault -> lose(session, tenant, connection, fault.getMessage()));
  }

  private Uni<Outcome> lose(
      Mutiny.Session session, TenantId tenant, CrmConnection connection, String reason) {
    Instant now = clock.instant();
    connection.moveTo(CrmConnection.RECONNECT_REQUIRED, reason, now);
    connection.accessToken = null;
    return outbox
        .append(
            session,
            events.create(
                tenant, Topics.CRM, tenant.value(), null, new ReconnectRequired(reason, now)))
        .chain(() -> disconnected(reason));
  }

  private static Uni<Outcome> disconnected(String reason) {
    return Uni.createFrom().item(new Outcome(null, reason));
  }

  /** Carried out of the transaction, so that a refusal commits instead of rolling back. */
  private record Outcome(String found, String refusal) {
    String token() {
      if (found == null) {
        throw new CrmFault.Disconnected(refusal);
      }
      return found;
    }
  }
}
