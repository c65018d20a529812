package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Detection;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.RecordingProgress.Asking;
import dev.ramal.calls.call.RecordingProgress.Telling;
import dev.ramal.calls.call.Transfer;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.jobs.TimerHandler;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The time to be told, to press the key, to find out who picked up, or to take over is over. The
 * call then goes on as the organization wishes for leads without consent, and for people.
 *
 * <p>Failure policy: a proof that comes later than this counts all the same: the lead was told.
 */
@ApplicationScoped
class GiveUpWaiting implements TimerHandler {
  /** Somebody is on the line: of a process that has died others take over soon. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Carriers carriers;
  private final Clock clock;

  GiveUpWaiting(CallRepository calls, ApplyFacts applyFacts, Carriers carriers, Clock clock) {
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.carriers = carriers;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(VoiceDeadlines.QUEUE).lease(LEASE).forgetsEnded();
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
    Optional<Fact> over =
        job.kind().equals(VoiceDeadlines.TRANSFER_OVER)
            ? transferOver(call, LegName.find(job.payload(VoiceDeadlines.About.class).leg()))
            : givenUp(call, job.kind()).map(body -> fact(job, body));
    return over.map(fact -> applyFacts.apply(sql, call, List.of(fact), job.id()))
        .orElseGet(() -> Uni.createFrom().item(call));
  }

  private Fact fact(Job job, FactBody body) {
    LegName leg = body instanceof FactBody.Whispered ? LegName.AGENT : LegName.LEAD;
    return new Fact("deadline:" + job.kind(), leg, null, clock.instant(), null, body);
  }

  private Optional<Fact> transferOver(Call call, LegName target) {
    Carrier carrier = call.details().carrier();
    return transferOver(call, target, carriers.of(carrier).steeredByCommand())
        .map(
            body ->
                new Fact(
                    "deadline:" + VoiceDeadlines.TRANSFER_OVER + ":" + target.wire(),
                    target,
                    null,
                    clock.instant(),
                    null,
                    body));
  }

  /**
   * Who picked up where the carrier asks what comes next was sent to the lead by that answer,
   * though nobody told that they came. Others never came.
   */
  static Optional<FactBody> transferOver(Call call, LegName target, boolean steeredByCommand) {
    Transfer transfer = call.state().transfer();
    if (PendingActions.isEnding(call)
        || transfer == null
        || transfer.target() != target
        || transfer.stage() != Transfer.Stage.RINGING) {
      return Optional.empty();
    }
    LegState leg = call.state().leg(target);
    boolean there = !steeredByCommand && leg.answerSaid() && leg.open();
    return Optional.of(
        there
            ? new FactBody.Conferenced(call.state().conferenceId())
            : new FactBody.TransferStep(FactBody.TransferStep.REFUSED, Transfer.NO_ANSWER));
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
}
