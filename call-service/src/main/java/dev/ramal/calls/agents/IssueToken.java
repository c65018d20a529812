package dev.ramal.calls.agents;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.SoftphonePort;
import dev.ramal.calls.carrier.SoftphonePort.Identity;
import dev.ramal.calls.carrier.SoftphonePort.Token;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.calls.settings.VoiceSettingsRepository;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the browser of an agent log in at the carrier, as that agent and nobody else. Who it is
 * there is kept, so that a call rings where the browser has logged in. The carrier is asked outside
 * of any transaction.
 */
@ApplicationScoped
class IssueToken {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final int FORGOTTEN = 404;

  private final SqlTransactions transactions;
  private final VoiceSettingsRepository settings;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final AgentRepository agents;
  private final SoftphoneRepository softphones;
  private final Clock clock;

  IssueToken(
      SqlTransactions transactions,
      VoiceSettingsRepository settings,
      CarrierAccounts accounts,
      Carriers carriers,
      AgentRepository agents,
      SoftphoneRepository softphones,
      Clock clock) {
    this.transactions = transactions;
    this.settings = settings;
    this.accounts = accounts;
    this.carriers = carriers;
    this.agents = agents;
    this.softphones = softphones;
    this.clock = clock;
  }

  /** An agent at an account, as far as it is known. */
  private record Login(SoftphoneAccount at, AccessScope agent, Optional<Identity> known) {
    RowKey key() {
      return RowKey.of(agent.tenant(), agent.userId());
    }

    String connection() {
      return at.account().connectionId();
    }
  }

  /**
   * @param wanted null for the carrier that new calls take
   */
  Uni<SoftphoneToken> issue(AccessScope agent, Carrier wanted) {
    return transactions
        .inTenant(agent.tenant(), sql -> login(sql, agent, wanted))
        .chain(login -> issue(login, port(login.at()), true));
  }

  private Uni<Login> login(Sql sql, AccessScope agent, Carrier wanted) {
    TenantId tenant = agent.tenant();
    return (wanted != null
            ? Uni.createFrom().item(wanted)
            : settings.of(sql, Set.of(tenant)).map(all -> all.get(tenant).carrier()))
        .chain(
            carrier ->
                accounts
                    .softphones(sql, tenant, carrier)
                    .map(
                        found ->
                            found.orElseThrow(
                                () ->
                                    CallProblems.NO_CONNECTION
                                        .field(
                                            "carrier",
                                            "has no enabled connection: " + carrier.wire())
                                        .exception())))
        .chain(
            at ->
                softphones
                    .find(sql, RowKey.of(tenant, agent.userId()), at)
                    .map(known -> new Login(at, agent, known)));
  }

  private SoftphonePort port(SoftphoneAccount at) {
    SoftphonePort port = carriers.of(at.account().carrier()).softphones();
    port.lacking(at)
        .ifPresent(
            field -> {
              throw CallProblems.NO_SOFTPHONES
                  .field(field, "is not set on connection " + at.account().connectionId())
                  .exception();
            });
    return port;
  }

  /** Where a carrier keeps identities, one that it has forgotten is made anew, once. */
  private Uni<SoftphoneToken> issue(Login login, SoftphonePort port, boolean again) {
    return identity(login, port)
        .chain(
            identity ->
                port.token(login.at(), identity)
                    .chain(
                        reply ->
                            again && isForgotten(reply)
                                ? forget(login, identity)
                                    .chain(unknown -> issue(unknown, port, false))
                                : Uni.createFrom().item(view(login, identity, taken(reply)))));
  }

  /** A credential that is known is not asked for again; a name that needs none may have changed. */
  private Uni<Identity> identity(Login login, SoftphonePort port) {
    Optional<Identity> known = login.known().filter(each -> each.credentialId() != null);
    return known.isPresent()
        ? Uni.createFrom().item(known.get())
        : port.identity(login.at(), login.agent().username(), login.agent().userId())
            .map(IssueToken::taken)
            .chain(identity -> keep(login, identity));
  }

  private Uni<Identity> keep(Login login, Identity identity) {
    return transactions.inTenant(
        login.agent().tenant(),
        sql ->
            agents
                .introduce(
                    sql,
                    login.key(),
                    login.agent().name(),
                    login.agent().username(),
                    clock.instant())
                .chain(
                    () ->
                        softphones.keep(sql, login.key(), login.at(), identity, clock.instant())));
  }

  private Uni<Login> forget(Login login, Identity identity) {
    return transactions
        .inTenant(
            login.agent().tenant(),
            sql -> softphones.forget(sql, login.key(), login.connection(), identity.credentialId()))
        .replaceWith(new Login(login.at(), login.agent(), Optional.empty()));
  }

  private static boolean isForgotten(CarrierReply<?> reply) {
    return reply instanceof CarrierReply.Refused<?> refused && refused.status() == FORGOTTEN;
  }

  private static <T> T taken(CarrierReply<T> reply) {
    if (reply instanceof CarrierReply.Done<T> done) {
      return done.value();
    }
    if (reply instanceof CarrierReply.Refused<T> refused) {
      throw CallProblems.SOFTPHONE_REFUSED
          .detail("The carrier says: %s %s".formatted(refused.code(), refused.reason()))
          .exception();
    }
    throw CallProblems.CARRIER_NOT_ASKED
        .detail("The carrier gave no token. Try again later.")
        .exception(ASK_AGAIN);
  }

  private static SoftphoneToken view(Login login, Identity identity, Token token) {
    return new SoftphoneToken(
        login.at().account().carrier(),
        login.connection(),
        identity.name(),
        identity.address(),
        token.text(),
        token.expiresAt());
  }
}
