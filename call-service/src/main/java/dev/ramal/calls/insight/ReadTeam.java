package dev.ramal.calls.insight;

import dev.ramal.calls.agents.AgentsNow;
import dev.ramal.calls.inbound.CallersPlace;
import dev.ramal.calls.inbound.QueueNow;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a team does now: looked up once in a while for all who ask, also for those who ask while it
 * is, so that a wall of screens costs what one costs.
 */
@ApplicationScoped
class ReadTeam {
  /** Shown. */
  private static final int MOST = 500;

  /** Counted. */
  private static final int ALL = 10_000;

  private final AgentsNow agents;
  private final QueueNow queue;
  private final CallersPlace callers;
  private final CallerWaits waits;
  private final SqlTransactions transactions;
  private final InsightConfig config;
  private final Clock clock;
  private final SharedAnswers<TenantId, TeamView> told;

  ReadTeam(
      AgentsNow agents,
      QueueNow queue,
      CallersPlace callers,
      CallerWaits waits,
      SqlTransactions transactions,
      InsightConfig config,
      Clock clock) {
    this.agents = agents;
    this.queue = queue;
    this.callers = callers;
    this.waits = waits;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
    this.told = new SharedAnswers<>(config.teamFor());
  }

  Uni<TeamView> of(TenantId tenant) {
    Instant now = clock.instant();
    return told.of(tenant, now, () -> transactions.inTenant(tenant, sql -> read(sql, tenant, now)));
  }

  private Uni<TeamView> read(Sql sql, TenantId tenant, Instant now) {
    return Uni.combine()
        .all()
        .unis(
            sql.query(InsightSql.ON_CALL, tenant.value(), MOST),
            agents.of(sql, tenant, ALL),
            queue.of(sql, tenant),
            serviceLevel(sql, tenant, now))
        .collectFailures()
        .with((calls, all, waiting, level) -> TeamView.of(now, calls, all, MOST, waiting, level));
  }

  /** Whole minutes are kept: the one in which the time begins is left out. */
  private Uni<ServiceLevelView> serviceLevel(Sql sql, TenantId tenant, Instant now) {
    Instant since =
        now.minus(config.serviceLevelOver()).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    return callers
        .settings(sql, tenant)
        .chain(
            wanted ->
                waits
                    .since(sql, tenant, since, wanted.serviceLevelSeconds())
                    .map(answered -> ServiceLevelView.of(since, wanted, answered)));
  }
}
