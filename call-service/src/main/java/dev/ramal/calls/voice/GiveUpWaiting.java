package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress.Asking;
import dev.ramal.calls.call.RecordingProgress.Telling;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The time to be told, to press the key, or to find out who picked up is over. The call then goes
 * on as the organization wishes for leads without consent, and for people.
 *
 * <p>Failure policy: a proof that comes later than this counts all the same: the lead was told.
 */
@ApplicationScoped
class GiveUpWaiting implements JobHandler<String> {
  /** Somebody is on the line: of a process that has died others take over soon. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  GiveUpWaiting(CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(VoiceDeadlines.QUEUE).lease(LEASE).forgetsEnded();
  }

  /** Nobody else is asked. */
  @Override
  public Uni<Outcome<String>> run(Job job) {
    return Uni.createFrom().item(new Outcome.Done<>(job.kind()));
  }

  @Override
  public Uni<Outcome<String>> ask(Job job) {
    return run(job);
  }

  /** Here and not later: whoever changes a call locks it before its jobs. */
  @Override
  public Uni<Outcome<String>> weigh(Sql sql, Job job, Outcome<String> outcome) {
    return calls
        .lock(sql, job.tenant(), CallId.of(job.subject()))
        .map(Optional::orElseThrow)
        .chain(call -> giveUp(sql, call, job))
        .replaceWith(outcome);
  }

  private Uni<Call> giveUp(Sql sql, Call call, Job job) {
    return givenUp(call, job.kind())
        .map(body -> applyFacts.apply(sql, call, List.of(fact(job, body)), job.id()))
        .orElseGet(() -> Uni.createFrom().item(call));
  }

  private Fact fact(Job job, FactBody body) {
    LegName leg = body instanceof FactBody.Whispered ? LegName.AGENT : LegName.LEAD;
    return new Fact("deadline:" + job.kind(), leg, null, clock.instant(), null, body);
  }

  /** Empty when nobody waits for it any more. Who has hung up refused nothing. */
  static Optional<FactBody> givenUp(Call call, String kind) {
    if (PendingActions.isEnding(call)) {
      return Optional.empty();
    }
    CallState now = call.state();
    FactBody given =
        switch (kind) {
          case VoiceDeadlines.UNTOLD ->
              now.recording() instanceof Telling ? new FactBody.Announced(false, null) : null;
          case VoiceDeadlines.UNANSWERED ->
              now.recording() instanceof Asking ? new FactBody.Keyed("", null) : null;
          case VoiceDeadlines.UNWHISPERED ->
              now.whisper().over() ? null : new FactBody.Whispered(false, null);
          case VoiceDeadlines.UNDETECTED ->
              now.detection().holdsLead() ? new FactBody.DetectionGivenUp() : null;
          case VoiceDeadlines.UNBEEPED ->
              now.detection().stage() instanceof Detection.Greeting
                  ? new FactBody.MessageLeft(false, null)
                  : null;
          case VoiceDeadlines.UNSAID ->
              now.detection().stage() instanceof Detection.Leaving
                  ? new FactBody.MessageLeft(false, null)
                  : null;
          default -> throw new IllegalStateException("no deadline is called " + kind);
        };
    return Optional.ofNullable(given);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String kind) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }
}
