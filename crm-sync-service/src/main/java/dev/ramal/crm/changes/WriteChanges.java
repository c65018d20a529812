package dev.ramal.crm.changes;

import dev.ramal.crm.connections.DeliveryGate;
import dev.ramal.crm.delivery.DeliveryConfig;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The queue of changes of deals: it keeps to the account, the waits and the faults of notes, and
 * records what became of each change.
 */
@ApplicationScoped
class WriteChanges implements JobHandler<ChangeResult> {
  /** It has ended otherwise meanwhile. */
  static final String ENDED = "ended";

  private static final int AT_ONCE = 10;
  private static final int AT_ONCE_OF_ONE = 2;
  private static final Duration LONGEST_QUESTION = Duration.ofDays(1);

  private final BeginChange beginChange;
  private final DealChangeRepository changes;
  private final DealPartRepository parts;
  private final Map<ChangeKind, ChangeWriter> writers;
  private final DeliveryGate gate;
  private final DeliveryConfig config;
  private final Clock clock;

  WriteChanges(
      BeginChange beginChange,
      DealChangeRepository changes,
      DealPartRepository parts,
      @All List<ChangeWriter> writers,
      DeliveryGate gate,
      DeliveryConfig config,
      Clock clock) {
    this.beginChange = beginChange;
    this.changes = changes;
    this.parts = parts;
    this.writers =
        writers.stream().collect(Collectors.toMap(ChangeWriter::kind, Function.identity()));
    this.gate = gate;
    this.config = config;
    this.clock = clock;
  }

  /** Nothing has left, and somebody else goes on. */
  static Uni<Outcome<ChangeResult>> stopped() {
    return just(new Outcome.NotTaken<>("this change may not go on"));
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(ChangeJobs.QUEUE)
        .places(AT_ONCE, AT_ONCE_OF_ONE)
        .lease(config.lease())
        .attempts(DeliveryConfig.STEPS.size() + 1, config.backoff())
        .questions(config.questions(), LONGEST_QUESTION);
  }

  @Override
  public Uni<Outcome<ChangeResult>> run(Job job) {
    return inTime(beginChange.read(job).chain(change -> run(job, change)));
  }

  @Override
  public Uni<Outcome<ChangeResult>> ask(Job job) {
    return inTime(
        beginChange
            .read(job)
            .chain(
                found ->
                    found
                        .filter(change -> change.state() == ChangeState.WRITING)
                        .map(change -> writers.get(change.kind()).look(change))
                        .orElseGet(() -> just(new Outcome.NotTaken<>("nothing was begun")))));
  }

  private Uni<Outcome<ChangeResult>> run(Job job, Optional<DealChange> found) {
    if (found.isEmpty() || !found.get().state().isOpen()) {
      return just(new Outcome.Refused<>(ENDED, "it has ended otherwise"));
    }
    DealChange change = found.get();
    ChangeWriter writer = writers.get(change.kind());
    return change.state() == ChangeState.WRITING
        ? writer.look(change).chain(answer -> unlessDone(job, writer, answer))
        : writer.write(job, change);
  }

  /** A person sent it on its way again, and it may be done: nothing is guessed here. */
  private Uni<Outcome<ChangeResult>> unlessDone(
      Job job, ChangeWriter writer, Outcome<ChangeResult> answer) {
    if (answer instanceof Outcome.NotTaken) {
      return beginChange
          .forget(job)
          .chain(
              now -> now.map(change -> writer.write(job, change)).orElseGet(WriteChanges::stopped));
    }
    return just(
        answer instanceof Outcome.Throttled<ChangeResult> throttled
            ? new Outcome.Unknown<>(throttled.reason())
            : answer);
  }

  private Uni<Outcome<ChangeResult>> inTime(Uni<Outcome<ChangeResult>> work) {
    String late = "the CRM took longer than " + config.deadline().toSeconds() + " s";
    return work.ifNoItem()
        .after(config.deadline())
        .recoverWithItem(() -> new Outcome.Unknown<>(late));
  }

  /**
   * While nothing was begun, an unknown outcome is none. And what found no connection lets all of
   * the organization wait for one: the gate is locked before any change, as by who connects a CRM.
   */
  @Override
  public Uni<Outcome<ChangeResult>> weigh(Sql sql, Job job, Outcome<ChangeResult> outcome) {
    if (outcome instanceof Outcome.Throttled) {
      return gate.closeUnlessConnected(sql, job.tenant()).replaceWith(outcome);
    }
    return changes
        .lock(sql, job.tenant(), ChangeJobs.changeOf(job))
        .map(
            change -> {
              boolean begun = change.isPresent() && change.get().state() == ChangeState.WRITING;
              return outcome instanceof Outcome.Unknown<ChangeResult> unknown && !begun
                  ? new Outcome.NotTaken<>(unknown.reason())
                  : outcome;
            });
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, ChangeResult result) {
    return change(sql, job, (change, now) -> change.written(result, now))
        .chain(() -> keepParts(sql, job, result));
  }

  private Uni<Void> keepParts(Sql sql, Job job, ChangeResult result) {
    return result.written().isEmpty()
        ? Uni.createFrom().voidItem()
        : changes
            .lock(sql, job.tenant(), ChangeJobs.changeOf(job))
            .chain(
                found ->
                    found.isPresent()
                        ? parts.keep(sql, found.get(), result.written())
                        : Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, ChangeResult result) {
    return done(sql, job, result);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return code.equals(ENDED)
        ? Uni.createFrom().voidItem()
        : change(sql, job, (change, now) -> change.failed(reason, now));
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return change(sql, job, (change, now) -> change.absent());
  }

  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return change(sql, job, (change, now) -> change.failed(reason, now));
  }

  private Uni<Void> change(
      Sql sql, Job job, BiFunction<DealChange, Instant, Optional<DealChange>> step) {
    return changes
        .lock(sql, job.tenant(), ChangeJobs.changeOf(job))
        .map(found -> found.flatMap(change -> step.apply(change, clock.instant())))
        .chain(
            changed ->
                changed.isPresent()
                    ? changes.update(sql, changed.get())
                    : Uni.createFrom().voidItem());
  }

  private static Uni<Outcome<ChangeResult>> just(Outcome<ChangeResult> outcome) {
    return Uni.createFrom().item(outcome);
  }
}
