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
  private static final Duration MOST_APART = Duration.ofSeconds(30);

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

  /**
   * One after the other, so that no queue is late because it is the time of the round. What counts
   * as done is a little less than a round old: a timer that is early leaves nothing out.
   */
  private List<NewJob> all(List<TenantMonth> used) {
    Duration again = config.every().multipliedBy(9).dividedBy(10);
    List<NewJob> all =
        Stream.concat(
                used.stream()
                    .map(of -> CompareWithLedger.job(of.tenant(), of.month().toString(), again)),
                used.stream()
                    .map(TenantMonth::tenant)
                    .distinct()
                    .map(tenant -> CompareWithLedger.job(tenant, CompareWithLedger.LEDGER, again)))
            .toList();
    Duration apart = config.every().dividedBy(2L * Math.max(1, all.size()));
    Duration between = apart.compareTo(MOST_APART) < 0 ? apart : MOST_APART;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).dueIn(between.multipliedBy(i));
    }
    return all;
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
