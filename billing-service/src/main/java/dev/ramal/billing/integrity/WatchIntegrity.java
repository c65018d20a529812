package dev.ramal.billing.integrity;

import dev.ramal.billing.TenantMonth;
import dev.ramal.billing.ledger.MonthRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Has the months of all organizations compared with their ledgers, and their ledgers with their
 * chains; see {@link CompareWithLedger}.
 *
 * <p>Failure policy: each comparison is a job of its own, which one replica does and which holds up
 * no other. All replicas go round: what one has had compared within this round is there already.
 */
@ApplicationScoped
class WatchIntegrity {
  private static final Logger LOG = Logger.getLogger(WatchIntegrity.class);

  private final MonthRepository months;
  private final Jobs jobs;
  private final SqlTransactions transactions;
  private final IntegrityConfig config;
  private final Clock clock;

  WatchIntegrity(
      MonthRepository months,
      Jobs jobs,
      SqlTransactions transactions,
      IntegrityConfig config,
      Clock clock) {
    this.months = months;
    this.jobs = jobs;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      identity = "month-integrity",
      every = "${ramal.billing.integrity.every}",
      delayed = "${ramal.billing.integrity.first-after}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> goRound() {
    return BestEffort.of(
        round(lastMonths()).replaceWithVoid(),
        failure -> LOG.warnf("months are compared later: %s", failure));
  }

  /**
   * @return how many comparisons are to be done now; the others are, or were done within this round
   */
  @AcrossTenants("the months of all organizations are compared in the same round")
  Uni<Integer> round(List<BillingMonth> looked) {
    return transactions.acrossTenants(
        "the months of all organizations are compared in the same round",
        sql -> months.used(sql, looked).chain(used -> jobs.appendAll(sql, all(used))));
  }

  /** A little less than a round, so that a timer that is early does not leave one out. */
  private List<NewJob> all(List<TenantMonth> used) {
    Duration again = config.every().multipliedBy(9).dividedBy(10);
    return Stream.concat(
            used.stream()
                .map(of -> CompareWithLedger.job(of.tenant(), of.month().toString(), again)),
            used.stream()
                .map(TenantMonth::tenant)
                .distinct()
                .map(tenant -> CompareWithLedger.job(tenant, CompareWithLedger.LEDGER, again)))
        .toList();
  }

  private List<BillingMonth> lastMonths() {
    List<BillingMonth> last = new ArrayList<>();
    BillingMonth month = BillingMonth.at(clock.instant());
    for (int i = 0; i < config.months(); i++) {
      last.add(month);
      month = month.previous();
    }
    return last;
  }
}
