package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Exchanges refresh tokens that nobody has used for days. A CRM lets them die after days without
 * use, and an organization on holiday would come back to a CRM that must be connected again.
 *
 * <p>Failure policy: what cannot be exchanged now is tried in each of the next rounds, for a week
 * before the token dies. Two processes exchange it once: they share the connection's lease.
 */
@ApplicationScoped
class KeepTokensAlive {
  private static final Logger LOG = Logger.getLogger(KeepTokensAlive.class);
  private static final int AT_ONCE = 100;

  private final SqlTransactions transactions;
  private final CrmConnectionRepository connections;
  private final AccessTokens tokens;
  private final KeepAliveConfig config;
  private final Clock clock;

  KeepTokensAlive(
      SqlTransactions transactions,
      CrmConnectionRepository connections,
      AccessTokens tokens,
      KeepAliveConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.tokens = tokens;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.keep-alive.every}",
      identity = "keep-crm-tokens-alive",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    Uni<Void> all =
        idle()
            .chain(
                tenants ->
                    Multi.createFrom()
                        .iterable(tenants)
                        .onItem()
                        .transformToUniAndConcatenate(this::keepAlive)
                        .onItem()
                        .ignoreAsUni());
    return BestEffort.of(all, failure -> LOG.warnf("keeping CRM tokens alive: %s", failure));
  }

  private Uni<List<TenantId>> idle() {
    return transactions.acrossTenants(
        "tokens of every organization die when they are idle",
        sql -> connections.idleSince(sql, clock.instant().minus(config.idle()), AT_ONCE));
  }

  private Uni<Void> keepAlive(TenantId tenant) {
    return BestEffort.of(
        tokens.keepAlive(tenant).replaceWithVoid(),
        failure -> LOG.warnf("tenant=%s its idle CRM token stays as it is: %s", tenant, failure));
  }

  /** When refresh tokens are exchanged that nobody uses. */
  @ConfigMapping(prefix = "ramal.crm.keep-alive")
  interface KeepAliveConfig {

    /** How long a refresh token may be idle; half of the two weeks that CRMs let it live. */
    @WithDefault("7D")
    Duration idle();

    /** How often is looked for idle ones. */
    @WithDefault("1H")
    Duration every();
  }
}
