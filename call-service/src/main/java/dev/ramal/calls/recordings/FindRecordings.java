package dev.ramal.calls.recordings;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.RecordingProgress.Begun;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.EndConfig;
import dev.ramal.calls.lifecycle.RecordingQuestions;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the carrier for the recording of a call that was recorded and of whose recording nothing was
 * heard: it would lie there unknown to us, neither played nor erasable.
 *
 * <p>Failure policy: to ask twice does no harm, and a recording that is found twice is one row.
 * After the last question a person is told.
 */
@ApplicationScoped
class FindRecordings implements JobHandler<List<ListedRecording>> {
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final RecordingRepository recordings;
  private final RecordingFacts facts;
  private final TellMissing missing;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final EndConfig config;

  FindRecordings(
      SqlTransactions transactions,
      CallRepository calls,
      RecordingRepository recordings,
      RecordingFacts facts,
      TellMissing missing,
      CarrierAccounts accounts,
      Carriers carriers,
      EndConfig config) {
    this.transactions = transactions;
    this.calls = calls;
    this.recordings = recordings;
    this.facts = facts;
    this.missing = missing;
    this.accounts = accounts;
    this.carriers = carriers;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(RecordingQuestions.QUEUE)
        .attempts(config.recordingChecks(), Backoff.doubling(config.recordingAfter(), LONGEST_WAIT))
        .forgetsEnded();
  }

  @Override
  public Uni<Outcome<List<ListedRecording>>> run(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> wanted(sql, job))
        .chain(
            call ->
                call.map(this::listed)
                    .orElseGet(() -> Uni.createFrom().item(new Outcome.Done<>(List.of()))));
  }

  /** No harm in asking twice; the last question is not given up unasked. */
  @Override
  public Uni<Outcome<List<ListedRecording>>> ask(Job job) {
    return run(job);
  }

  /** Empty when something was heard of it meanwhile. */
  private Uni<Optional<Call>> wanted(Sql sql, Job job) {
    return recordings
        .anyOf(sql, call(job))
        .chain(
            heard ->
                heard
                    ? Uni.createFrom().item(Optional.empty())
                    : calls
                        .find(sql, job.tenant(), CallId.of(job.subject()))
                        .map(call -> call.filter(one -> one.state().recording() instanceof Begun)));
  }

  private Uni<Outcome<List<ListedRecording>>> listed(Call call) {
    CallState now = call.state();
    return accounts
        .byId(call.tenant(), call.details().connectionId().value())
        .chain(
            account ->
                account.isEmpty()
                    ? Uni.createFrom().item(notYet("the connection is gone"))
                    : carriers
                        .of(call.details().carrier())
                        .recordings()
                        .ofLeg(account.get(), now.lead().carrierCallId())
                        .map(FindRecordings::outcome));
  }

  private static Outcome<List<ListedRecording>> outcome(CarrierReply<List<ListedRecording>> reply) {
    if (!(reply instanceof CarrierReply.Done<List<ListedRecording>> done)) {
      return notYet(Lookup.CannotTell.because(reply).toString());
    }
    List<ListedRecording> over = done.value().stream().filter(ListedRecording::isOver).toList();
    return over.isEmpty()
        ? notYet("the carrier has no finished recording of the leg")
        : new Outcome.Done<>(over);
  }

  private static Outcome<List<ListedRecording>> notYet(String why) {
    return new Outcome.NotTaken<>(why);
  }

  /**
   * Here and not later: whoever changes a call locks it before its jobs. What was told while the
   * carrier was asked is among what it has listed.
   */
  @Override
  public Uni<Outcome<List<ListedRecording>>> weigh(
      Sql sql, Job job, Outcome<List<ListedRecording>> outcome) {
    if (!(outcome instanceof Outcome.Done<List<ListedRecording>> done)) {
      return calls.hold(sql, job.tenant(), CallId.of(job.subject())).replaceWith(outcome);
    }
    return calls
        .lock(sql, job.tenant(), CallId.of(job.subject()))
        .map(Optional::orElseThrow)
        .chain(
            call ->
                recordings
                    .anyOf(sql, call(job))
                    .chain(
                        told ->
                            told
                                ? Uni.createFrom().voidItem()
                                : facts.found(sql, call, done.result())))
        .replaceWith(outcome);
  }

  /** What was found was taken over when it was weighed. */
  @Override
  public Uni<Void> done(Sql sql, Job job, List<ListedRecording> found) {
    return Uni.createFrom().voidItem();
  }

  /** It was looked for often enough, unless it came while it was: the call is held. */
  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return recordings
        .anyOf(sql, call(job))
        .chain(came -> came ? Uni.createFrom().voidItem() : missing.neverCame(sql, call(job)));
  }

  private static CallRef call(Job job) {
    return new CallRef(job.tenant(), CallId.of(job.subject()));
  }
}
