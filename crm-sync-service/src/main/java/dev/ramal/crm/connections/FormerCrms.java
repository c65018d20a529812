package dev.ramal.crm.connections;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * The CRMs, and accounts of them, that organizations had connected before another one: what was
 * begun there is looked for there, as long as the last access token lives. Nothing is written
 * there, and no token exchanged.
 *
 * <p>Failure policy: whatever such a CRM says but an answer proves nothing: where it may answer
 * later it is asked again, where it never will a person must look.
 */
@ApplicationScoped
class FormerCrms implements CrmMemory {
  private static final Logger LOG = Logger.getLogger(FormerCrms.class);

  /** The connection is still stored as it was. */
  private static final String KEEP =
      """
      insert into crm_former_access (tenant, crm, access_token, access_expires_at)
      select tenant, account, access_token, access_expires_at from crm_connection
      where tenant = $1 and access_token is not null and access_expires_at is not null
      on conflict (tenant, crm) do update set access_token = excluded.access_token,
        access_expires_at = excluded.access_expires_at
      """;

  private static final String READ =
      """
      select access_token from crm_former_access
      where tenant = $1 and crm = $2 and access_expires_at > $3
      """;

  private static final String PURGE = "delete from crm_former_access where access_expires_at < $1";

  private final SqlTransactions transactions;
  private final KnownCrms crms;
  private final SecretCipher cipher;
  private final Clock clock;

  FormerCrms(SqlTransactions transactions, KnownCrms crms, SecretCipher cipher, Clock clock) {
    this.transactions = transactions;
    this.crms = crms;
    this.cipher = cipher;
    this.clock = clock;
  }

  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return sql.query(KEEP, tenant.value()).replaceWithVoid();
  }

  /**
   * Asks that account. Fails with {@link CrmFault.OutOfReach} where it cannot be asked any more,
   * and with {@link CrmFault.Unavailable} where it may be later.
   *
   * @param account as {@link OrganizationCrm#account} names it
   * @param question that changes nothing
   */
  <T> Uni<T> ask(
      TenantId tenant, String account, BiFunction<CrmPort, AccessToken, Uni<T>> question) {
    return transactions
        .inTenant(
            tenant, sql -> sql.query(READ, tenant.value(), account, clock.instant().atOffset(UTC)))
        .map(found -> token(tenant, found).orElseThrow(CrmFault.OutOfReach::new))
        .chain(token -> question.apply(crms.ofAccount(account), token))
        .onFailure(CrmFault.class)
        .transform(fault -> meaning((CrmFault) fault));
  }

  private Optional<AccessToken> token(TenantId tenant, List<SqlRow> found) {
    try {
      return found.stream()
          .findFirst()
          .map(row -> new AccessToken(cipher.open(row.text(0), tenant.value())));
    } catch (RuntimeException unreadable) {
      LOG.warnf("tenant=%s a token of the CRM before is not opened: %s", tenant, unreadable);
      return Optional.empty();
    }
  }

  /** That CRM is not to hold up the one that is connected now. */
  private static CrmFault meaning(CrmFault fault) {
    return fault instanceof CrmFault.Throttled || fault instanceof CrmFault.Unavailable
        ? new CrmFault.Unavailable("the CRM that was connected before does not answer")
        : new CrmFault.OutOfReach();
  }

  @Scheduled(
      every = "10m",
      identity = "purge-crm-former-access",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(purge(), failure -> LOG.warnf("purging former tokens: %s", failure));
  }

  Uni<Void> purge() {
    return transactions.acrossTenants(
        "tokens of every organization end",
        sql -> sql.query(PURGE, clock.instant().atOffset(UTC)).replaceWithVoid());
  }
}
