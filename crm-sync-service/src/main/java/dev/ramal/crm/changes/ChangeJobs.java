package dev.ramal.crm.changes;

import dev.ramal.crm.connections.DeliveryGate;
import dev.ramal.kit.jobs.DeadJobs;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The jobs that change deals: one for each change that is not done with. */
@ApplicationScoped
class ChangeJobs {
  /** Stands in the store. */
  static final String QUEUE = "crm-changes";

  /** A job that has ended counts no more, also when it ended after this transaction began. */
  private static final Duration HOWEVER_RECENT = Duration.ofMinutes(-1);

  private final Jobs jobs;
  private final DeadJobs deadJobs;

  ChangeJobs(Jobs jobs, DeadJobs deadJobs) {
    this.jobs = jobs;
    this.deadJobs = deadJobs;
  }

  /**
   * In the transaction that stores the changes. A task waits for nobody; changes of one deal are
   * made one after the other, in the order in which the notes of their calls were written.
   */
  Uni<Void> append(Sql sql, List<DealChange> changes) {
    return jobs.appendAll(sql, changes.stream().map(ChangeJobs::job).toList()).replaceWithVoid();
  }

  /** Sends one on its way again: the job that died, where it is still there; else a new one. */
  Uni<Void> redrive(Sql sql, DealChange change) {
    return deadJobs
        .redriveByKey(sql, change.tenant(), QUEUE, List.of(change.id()))
        .chain(() -> append(sql, List.of(change)));
  }

  /** Which change a job makes. */
  static String changeOf(Job job) {
    return job.subject();
  }

  private static NewJob job(DealChange change) {
    NewJob job =
        NewJob.of(change.tenant(), QUEUE, change.kind().word(), change.id(), Map.of())
            .onAccount(DeliveryGate.ACCOUNT)
            .onceWithin(HOWEVER_RECENT, change.id());
    return change.kind() == ChangeKind.DEAL ? job.inOrderOf(change.dealId()) : job;
  }
}
