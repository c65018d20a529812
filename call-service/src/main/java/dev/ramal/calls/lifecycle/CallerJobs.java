package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.InboundProgress;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody who called us waits for, as jobs: a decision, or a time that is over. Whoever waits
 * has always one of these before them, so that nobody is forgotten when a process dies.
 */
@ApplicationScoped
public class CallerJobs {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "inbound";

  /** What comes next for one caller. */
  public static final String DECIDE = "DECIDE";

  /** Whoever has waited longest, and the agent who has. */
  public static final String SERVE = "SERVE";

  /** The agent of an offer has not picked up; the payload names the leg. */
  public static final String OFFER_OVER = "OFFER_OVER";

  /** The caller has waited long enough. */
  public static final String WAIT_OVER = "WAIT_OVER";

  /** A caller is to hear the place in the queue; the payload says for which time. */
  public static final String TELL_PLACE = "TELL_PLACE";

  /** Nobody has told that something was said; the payload names it. */
  public static final String UNSAID = "UNSAID";

  /** A message is as long as one may be, and the caller is still there. */
  public static final String MESSAGE_OVER = "MESSAGE_OVER";

  /** Nobody has taken the call of an organization that takes care of no callers. */
  public static final String UNTAKEN = "UNTAKEN";

  /** A caller whom the queue has kept for longer than may be. */
  public static final String RECHECK = "RECHECK";

  /** A slow voice. */
  private static final int CHARACTERS_PER_SECOND = 8;

  private final CallerConfig config;

  CallerJobs(CallerConfig config) {
    this.config = config;
  }

  /**
   * What a job is about, beside its call.
   *
   * @param about the leg of an offer, the word of what was to be said, or a number; null for others
   */
  public record About(String about) {}

  /** A decision for each caller among these who waits for one, or has stopped waiting. */
  List<NewJob> decisions(Stream<CallChange> changed) {
    return changed
        .filter(change -> awaitsDecision(change.call()) || isPickedUp(change))
        .map(change -> decision(change.call()))
        .toList();
  }

  /** The decision that a caller waits for, once more: it is stored where it was lost. */
  public Optional<NewJob> awaited(Call call) {
    return awaitsDecision(call) ? Optional.of(decision(call)) : Optional.empty();
  }

  /** Whether a caller who waited has got an agent just now, and gives the place in the queue up. */
  static boolean isPickedUp(CallChange change) {
    InboundProgress inbound = change.call().state().inbound();
    return inbound.stage() == InboundProgress.Stage.TALKING
        && inbound.hasWaited()
        && change.before() != null
        && change.before().state().inbound().stage() != InboundProgress.Stage.TALKING;
  }

  private static boolean awaitsDecision(Call call) {
    LegState lead = call.state().lead();
    if (call.details().direction() != Direction.INBOUND || lead == null || !lead.dialed()) {
      return false;
    }
    InboundProgress inbound = call.state().inbound();
    return switch (inbound.stage()) {
      case NOT_OURS -> !lead.closed() && !lead.answered() && lead.unattended() == null;
      case WAITING -> lead.unattended() == null;
      case GONE -> inbound.hasWaited();
      default -> false;
    };
  }

  private NewJob decision(Call call) {
    InboundProgress inbound = call.state().inbound();
    String turn =
        switch (inbound.stage()) {
          case GONE -> "gone";
          case TALKING -> "picked-up";
          default -> "" + inbound.decisions();
        };
    return job(call, DECIDE, "", null).once(DECIDE + ":" + call.id() + ":" + turn);
  }

  /**
   * Serves those who wait in an organization's queue, now or after a while.
   *
   * @param once the moment or the turn for which once is enough
   */
  public NewJob serve(TenantId tenant, Duration wait, String once) {
    return NewJob.of(tenant, QUEUE, SERVE, tenant.value(), new About(null))
        .withPriority(Priority.URGENT)
        .once(SERVE + ":" + once)
        .dueIn(wait);
  }

  /** A phone that the carrier lets ring for too long, or of which nothing is heard. */
  public NewJob offerOver(Call call, LegName leg, Duration rings) {
    return job(call, OFFER_OVER, leg.wire(), leg.wire()).dueIn(rings.plus(config.slack()));
  }

  public NewJob waitOver(Call call, Duration longest) {
    String time = call.state().waitsAgain() ? call.state().transfer().target().wire() : "";
    return job(call, WAIT_OVER, time, null).dueIn(longest.isNegative() ? Duration.ZERO : longest);
  }

  /**
   * @param time which, from 1
   */
  public NewJob tellPlace(Call call, int time) {
    return job(call, TELL_PLACE, "" + time, "" + time).dueIn(config.tellPlaceEvery());
  }

  NewJob unsaid(Call call, LegAction.Kind saying, String words) {
    Duration speech = Duration.ofSeconds(1 + words.length() / CHARACTERS_PER_SECOND);
    return job(call, UNSAID, saying.word(), saying.word()).dueIn(speech.plus(config.slack()));
  }

  /** Until then whoever else is told of the call at the carrier may pick up. */
  public NewJob untaken(Call call) {
    return job(call, UNTAKEN, "", null).dueIn(config.slack());
  }

  NewJob messageOver(Call call) {
    return job(call, MESSAGE_OVER, "", null).dueIn(config.longestMessage().plus(config.slack()));
  }

  /** One that waits to be looked at is not looked at twice. */
  public NewJob recheck(CallRef call) {
    String id = call.id().value();
    return NewJob.of(call.tenant(), QUEUE, RECHECK, id, new About(null)).once(RECHECK + ":" + id);
  }

  private static NewJob job(Call call, String kind, String which, String about) {
    String id = call.id().value();
    return NewJob.of(call.tenant(), QUEUE, kind, id, new About(about))
        .withPriority(Priority.URGENT)
        .once(kind + ":" + id + ":" + which);
  }
}
