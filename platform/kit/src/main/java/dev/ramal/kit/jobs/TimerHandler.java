package dev.ramal.kit.jobs;

import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/**
 * Of a queue whose jobs ask nobody else: when the time has come, {@link #weigh} changes rows of our
 * own. What it does happens once, in the transaction that ends the job.
 */
public interface TimerHandler extends JobHandler<String> {
  @Override
  default Uni<Outcome<String>> run(Job job) {
    return Uni.createFrom().item(new Outcome.Done<>(job.kind()));
  }

  @Override
  default Uni<Outcome<String>> ask(Job job) {
    return run(job);
  }

  @Override
  default Uni<Void> done(Sql sql, Job job, String kind) {
    return Uni.createFrom().voidItem();
  }

  @Override
  default Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }
}
