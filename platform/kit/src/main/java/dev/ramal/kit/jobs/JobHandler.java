package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/**
 * What the owner of a queue knows: how to send a job, how to ask about one, and what follows from
 * the outcome. One bean per queue; the engine does the rest.
 *
 * <p>The methods that take a {@link Sql} run inside the one transaction that also stores where the
 * job stands now, and may run again after a rollback: no HTTP there. They run only when this
 * conclusion is the first about its attempt.
 *
 * @param <R> what the other side gives in return
 */
public interface JobHandler<R> {
  /** Code of a refusal that is ours: the job came too late and never left. */
  String TOO_LATE = "too-late";

  /** Read once, at start. */
  JobQueue queue();

  /**
   * Sends the job, once. Whether it is still wanted is to be checked here, in a transaction of its
   * own; a job that is not wanted any more is answered as {@code Refused} with a code of the owner.
   *
   * <p>Failure policy: a failure, or no answer before the lease ends, is taken for {@code Unknown}:
   * the job is asked about and not sent again on a guess.
   */
  Uni<Outcome<R>> run(Job job);

  /**
   * Finds out what became of the last attempt. {@code NotTaken} lets the job be sent again, so it
   * may only be answered when it is proven, or when a repetition does no harm; {@code Unknown}
   * waits and asks again.
   */
  Uni<Outcome<R>> ask(Job job);

  /**
   * The first thing in the transaction that records an outcome, before the job's own row is locked:
   * the place to lock the aggregate, and to see the outcome in its light.
   */
  default Uni<Outcome<R>> weigh(Sql sql, Job job, Outcome<R> outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** The other side took it. */
  Uni<Void> done(Sql sql, Job job, R result);

  /** It will not be done; also when it came too late or was tried often enough, see below. */
  Uni<Void> refused(Sql sql, Job job, String code, String reason);

  /** Nothing was done there; it will be sent again. */
  default Uni<Void> postponed(Sql sql, Job job, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** It may or may not have been done; it will be asked about. Called again with each question. */
  default Uni<Void> unclear(Sql sql, Job job, String reason) {
    return Uni.createFrom().voidItem();
  }

  /** {@code sendWithin} has passed, or {@code run} said {@link #TOO_LATE}; it never left. */
  default Uni<Void> expired(Sql sql, Job job, String reason) {
    return refused(sql, job, TOO_LATE, reason);
  }

  /**
   * It is dead until a person sends it on its way again.
   *
   * @param state {@code DEAD}: not taken too often; {@code ABANDONED}: its outcome is not known
   */
  default Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return refused(sql, job, state == JobState.DEAD ? "exhausted" : "never-told", reason);
  }

  /**
   * The other side took it, and the job had ended before that was known. What is true there must
   * still be told here, if it matters.
   */
  default Uni<Void> doneLate(Sql sql, Job job, R result) {
    return Uni.createFrom().voidItem();
  }

  /**
   * A person wants a dead job on its way again; runs before its own row is locked, in the
   * transaction that redrives it: the place to lock the aggregate, and to make it wait again.
   *
   * @return fails with {@link RedriveDeadJob#senseless} where a redrive could do nothing, or harm
   */
  default Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom()
        .failure(RedriveDeadJob.senseless("What it was for has ended without it."));
  }
}
