package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.inbound.InboundSettingsRepository.Basics;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.lifecycle.CallerJobs.About;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What becomes of a caller whose job was left behind again and again: a message or a polite end,
 * decided without whatever may have failed; and should that fail, too, the end. The call is locked.
 *
 * <p>Failure policy: a caller who might have got an agent at the next attempt loses that one; none
 * is kept waiting for attempts that do not end. Whoever has what the job was for is left alone,
 * also where only the word of it was lost. An end that fails, too, is tried again without giving up
 * the caller's place in the queue, which {@link SweepQueues} finds.
 */
@ApplicationScoped
class LastResort {
  private static final Logger LOG = Logger.getLogger(LastResort.class);

  /** Left behind at the second attempt only: nobody has tried to take a message. */
  private static final int MESSAGE_AT = 1;

  private final InboundSettingsRepository settings;
  private final DecideForCaller decide;
  private final OfferCall offers;
  private final WaitingCallers waiting;
  private final ApplyFacts applyFacts;
  private final Jobs jobs;
  private final Clock clock;

  LastResort(
      InboundSettingsRepository settings,
      DecideForCaller decide,
      OfferCall offers,
      WaitingCallers waiting,
      ApplyFacts applyFacts,
      Jobs jobs,
      Clock clock) {
    this.settings = settings;
    this.decide = decide;
    this.offers = offers;
    this.waiting = waiting;
    this.applyFacts = applyFacts;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Whether the job was left behind at its first attempt, and at the second as well. */
  static boolean isDue(Job job) {
    return job.state() == JobState.ASKING;
  }

  /** Nothing where another attempt has come to its end meanwhile, however late. */
  Uni<?> take(Sql sql, Call call, Job job) {
    return jobs.isOpen(sql, job)
        .chain(open -> open ? takeOf(sql, call, job) : Uni.createFrom().voidItem());
  }

  private Uni<?> takeOf(Sql sql, Call call, Job job) {
    if (PendingActions.isEnding(call)) {
      return waiting.leave(sql, call.tenant(), call.id());
    }
    if (!isKept(call, job)) {
      return Uni.createFrom().voidItem();
    }
    return isLeaving(call)
        ? end(sql, call, List.of(ended()), job)
        : settings
            .basicsOf(sql, call.tenant())
            .chain(
                wanted ->
                    isServed(sql, call, wanted, job)
                        .chain(
                            served ->
                                served
                                    ? Uni.createFrom().voidItem()
                                    : letGo(sql, call, wanted, job)));
  }

  /** Whether an attempt has done what it was for, or there is nothing to be done yet. */
  private Uni<Boolean> isServed(Sql sql, Call call, Basics wanted, Job job) {
    if (call.state().inbound().stage() != Stage.WAITING) {
      return Uni.createFrom().item(false);
    }
    return job.kind().equals(CallerJobs.DECIDE)
        ? waiting.awaitsOffer(sql, call.tenant(), call.id())
        : Uni.createFrom().item(decide.waitsOn(call, wanted.waitSeconds()));
  }

  private Uni<?> letGo(Sql sql, Call call, Basics wanted, Job job) {
    return wanted.enabled() || call.state().inbound().isRouted()
        ? sendAway(sql, call, wanted, job)
        : leave(sql, call, job);
  }

  /**
   * Whether the caller still waits for what the job is for. Who was to be looked at again will be:
   * the round that found them comes by.
   */
  private static boolean isKept(Call call, Job job) {
    Stage stage = call.state().inbound().stage();
    return switch (job.kind()) {
      case CallerJobs.DECIDE -> stage == Stage.NOT_OURS || stage == Stage.WAITING;
      case CallerJobs.OFFER_OVER ->
          stage == Stage.OFFERED
              && PendingActions.isAwaited(call, LegName.find(job.payload(About.class).about()));
      case CallerJobs.WAIT_OVER -> stage == Stage.WAITING;
      case CallerJobs.UNTAKEN -> DecideForCaller.isUntaken(call);
      case CallerJobs.UNSAID ->
          isLeaving(call)
              && !call.state().inbound().said().contains(job.payload(About.class).about());
      case CallerJobs.MESSAGE_OVER -> isLeaving(call);
      default -> false;
    };
  }

  private static boolean isLeaving(Call call) {
    Stage stage = call.state().inbound().stage();
    return stage == Stage.VOICEMAIL || stage == Stage.SENT_AWAY;
  }

  private Uni<?> sendAway(Sql sql, Call call, Basics wanted, Job job) {
    if (job.questions() > MESSAGE_AT) {
      Fact sent = offers.decision(call, null, new Routed(Routed.END, Routed.NO_AGENT));
      return end(sql, call, List.of(sent, ended()), job);
    }
    tell(call, job, "the caller is sent away");
    String to = wanted.voicemail() ? Routed.VOICEMAIL : Routed.END;
    return offers
        .apply(sql, call, null, new Routed(to, Routed.NO_AGENT), job.id())
        .chain(() -> waiting.leave(sql, call.tenant(), call.id()));
  }

  /** Of an organization that takes care of nobody: another application may still pick up. */
  private Uni<?> leave(Sql sql, Call call, Job job) {
    if (job.kind().equals(CallerJobs.UNTAKEN)) {
      return end(sql, call, List.of(decide.untaken()), job);
    }
    tell(call, job, "nobody takes care of the caller");
    return decide.leave(sql, call);
  }

  /** And nothing else, where the end itself was left behind. */
  private Uni<?> end(Sql sql, Call call, List<Fact> facts, Job job) {
    tell(call, job, "the call is ended");
    Uni<?> ended = applyFacts.apply(sql, call, facts, job.id());
    return job.questions() > MESSAGE_AT + 1
        ? ended
        : ended.chain(() -> waiting.leave(sql, call.tenant(), call.id()));
  }

  private static void tell(Call call, Job job, String then) {
    LOG.errorf(
        "tenant=%s call=%s job=%s failed too often, %s: %s",
        call.tenant(), call.id(), job.id(), then, job.kind());
  }

  private Fact ended() {
    FactBody end = new FactBody.HangupAsked(ReleasingParty.SYSTEM);
    return new Fact("deadline:last-resort", null, null, clock.instant(), null, end);
  }
}
