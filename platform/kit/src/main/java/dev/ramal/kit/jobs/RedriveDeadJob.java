package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sends one dead job on its way again, where its queue's owner sees sense in that. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class RedriveDeadJob {
  private static final Problem UNKNOWN =
      Problem.of(404, "RAMAL-0461", "No such dead job")
          .detail("There is none of this id, or it is on its way again.");
  private static final Problem SENSELESS =
      Problem.of(409, "RAMAL-0462", "This job cannot be sent on its way again");

  private final SqlTransactions transactions;
  private final DeadJobs deadJobs;
  private final Map<String, JobHandler<?>> handlers;

  RedriveDeadJob(
      SqlTransactions transactions, DeadJobs deadJobs, @All List<JobHandler<?>> handlers) {
    this.transactions = transactions;
    this.deadJobs = deadJobs;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toMap(handler -> handler.queue().name(), Function.identity()));
  }

  /**
   * @param why a sentence or two: why a redrive makes no sense, and what to do instead
   */
  public static ProblemException senseless(String why) {
    return SENSELESS.detail(why).exception();
  }

  /**
   * @return the job as it was; fails with a problem when it is not dead or its owner refuses
   */
  Uni<DeadJob> redrive(TenantId tenant, String id) {
    return transactions.inTenant(
        tenant,
        sql ->
            deadJobs
                .find(sql, tenant, id)
                .map(found -> found.orElseThrow(UNKNOWN::exception))
                .call(job -> redrive(sql, tenant, job)));
  }

  private Uni<Void> redrive(Sql sql, TenantId tenant, DeadJob job) {
    JobHandler<?> owner = handlers.get(job.queue());
    if (owner == null) {
      throw senseless("Nothing works on this queue any more.");
    }
    return owner
        .redriven(sql, tenant, job)
        .chain(() -> deadJobs.redrive(sql, tenant, job.queue(), List.of(job.id())))
        .invoke(
            redriven -> {
              if (redriven == 0) {
                throw UNKNOWN.exception();
              }
            })
        .replaceWithVoid();
  }
}
