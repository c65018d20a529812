package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.AccountRequests;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Hears how requests to the CRMs end. Where one does not answer several times in a row, nothing of
 * the organization leaves for a while: notes wait without losing an attempt, and go on within the
 * longest pause after the CRM is back.
 *
 * <p>Failure policy: what one process has heard is lost with it; the next counts anew.
 */
@ApplicationScoped
class CrmOutages {
  private static final Logger LOG = Logger.getLogger(CrmOutages.class);

  private final AccountRequests requests;
  private final SqlTransactions transactions;
  private final CrmConnectionRepository connections;
  private final OutageConfig config;
  private final Clock clock;
  private final Map<TenantId, CrmOutage> outages = new ConcurrentHashMap<>();

  CrmOutages(
      AccountRequests requests,
      SqlTransactions transactions,
      CrmConnectionRepository connections,
      OutageConfig config,
      Clock clock) {
    this.requests = requests;
    this.transactions = transactions;
    this.connections = connections;
    this.config = config;
    this.clock = clock;
  }

  /** Passes the answer or the fault on. */
  <T> Uni<T> watch(TenantId tenant, Uni<T> request) {
    return request
        .onItem()
        .invoke(answer -> of(tenant).answered())
        .onFailure(CrmFault.class)
        .call(fault -> heard(tenant, (CrmFault) fault));
  }

  /** Nothing is wrong any more: the CRM has answered. */
  Uni<Void> over(TenantId tenant) {
    return transactions
        .inTenant(tenant, sql -> connections.faultIsOver(sql, tenant))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> heard(TenantId tenant, CrmFault fault) {
    if (fault instanceof CrmFault.Refused || fault instanceof CrmFault.TokenRefused) {
      of(tenant).answered();
    } else if (fault instanceof CrmFault.Unavailable || fault instanceof CrmFault.OutcomeUnknown) {
      return of(tenant)
          .failed(clock.instant())
          .map(pause -> begin(tenant, pause, fault.getMessage()))
          .orElseGet(() -> Uni.createFrom().voidItem());
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> begin(TenantId tenant, Duration pause, String why) {
    LOG.warnf("tenant=%s its CRM does not answer, nothing leaves for %s: %s", tenant, pause, why);
    return requests
        .pause(tenant, DeliveryGate.ACCOUNT, pause)
        .chain(() -> transactions.inTenant(tenant, sql -> connections.told(sql, tenant, why)))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private CrmOutage of(TenantId tenant) {
    return outages.computeIfAbsent(
        tenant, first -> new CrmOutage(config.firstPause(), config.longestPause()));
  }

  /** How long nothing leaves for a CRM that does not answer. */
  @ConfigMapping(prefix = "ramal.crm.outages")
  interface OutageConfig {

    /** The first time; each further time in a row twice as long. */
    @WithDefault("5S")
    Duration firstPause();

    /** At most; how late a CRM is noticed that is back. */
    @WithDefault("1M")
    Duration longestPause();
  }
}
