package dev.ramal.crm.changes;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Commits what is about to be done with a deal, and only while the job is still its own. */
@ApplicationScoped
class BeginChange {
  private final SqlTransactions transactions;
  private final DealChangeRepository changes;
  private final Jobs jobs;
  private final Clock clock;

  BeginChange(SqlTransactions transactions, DealChangeRepository changes, Jobs jobs, Clock clock) {
    this.transactions = transactions;
    this.changes = changes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** As it stands now; empty when it is purged. */
  Uni<Optional<DealChange>> read(Job job) {
    return transactions.inTenant(
        job.tenant(), sql -> changes.lock(sql, job.tenant(), ChangeJobs.changeOf(job)));
  }

  /**
   * From here on it may be done.
   *
   * @param intended what is about to be written; null where the wish says it all
   * @return as it is now; empty when this job must stop
   */
  Uni<Optional<DealChange>> begin(Job job, ChangeResult intended) {
    return step(job, change -> change.begun(intended));
  }

  /** What was begun earlier is proven not to be done; as {@link #begin}. */
  Uni<Optional<DealChange>> forget(Job job) {
    return step(job, DealChange::absent);
  }

  private Uni<Optional<DealChange>> step(Job job, Function<DealChange, Optional<DealChange>> next) {
    return transactions.inTenant(
        job.tenant(),
        sql ->
            changes
                .lock(sql, job.tenant(), ChangeJobs.changeOf(job))
                .chain(
                    now ->
                        mayGoOn(sql, job)
                            .map(may -> may ? now.flatMap(next) : Optional.<DealChange>empty()))
                .call(
                    stepped ->
                        stepped.isPresent()
                            ? changes.update(sql, stepped.get())
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Boolean> mayGoOn(Sql sql, Job job) {
    return jobs.holds(sql, job).map(held -> held && job.mayStillLeave(clock));
  }
}
