package dev.ramal.calls.voice;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.RecordingProgress.Asking;
import dev.ramal.calls.call.RecordingProgress.Telling;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.ConsentDeadlines;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The time to be told, or to press the key, is over. The call then goes on as the organization
 * wishes for leads without consent.
 *
 * <p>Failure policy: a proof that comes later than this counts all the same: the lead was told.
 */
@ApplicationScoped
class GiveUpConsent implements JobHandler<String> {
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  GiveUpConsent(CallRepository calls, ApplyFacts applyFacts, Clock clock) {
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(ConsentDeadlines.QUEUE).forgetsEnded();
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
  public Uni<Outcome<String>> weigh(Mutiny.Session session, Job job, Outcome<String> outcome) {
    return calls
        .lock(session, job.tenant(), CallId.of(job.subject()))
        .map(Optional::orElseThrow)
        .chain(call -> giveUp(session, call, job))
        .replaceWith(outcome);
  }

  private Uni<Call> giveUp(Mutiny.Session session, Call call, Job job) {
    boolean told = job.kind().equals(ConsentDeadlines.UNTOLD);
    boolean waits =
        told
            ? call.state().recording() instanceof Telling
            : call.state().recording() instanceof Asking;
    if (!waits || call.state().over()) {
      return Uni.createFrom().item(call);
    }
    FactBody body = told ? new FactBody.Announced(false, null) : new FactBody.Keyed("", null);
    Fact fact = new Fact("deadline:" + job.kind(), LegName.LEAD, null, clock.instant(), null, body);
    return applyFacts.apply(session, call, List.of(fact), job.id());
  }

  @Override
  public Uni<Void> done(Mutiny.Session session, Job job, String kind) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Mutiny.Session session, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }
}
