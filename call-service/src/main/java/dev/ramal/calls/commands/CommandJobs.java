package dev.ramal.calls.commands;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.StoredCommand;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.JobKey;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a carrier is to do, as jobs: each action of a call once. */
@ApplicationScoped
public class CommandJobs {
  public static final String QUEUE = "carrier-commands";

  /** Words that wait for longer keep a caller from whoever has come to the phone meanwhile. */
  private static final Duration WAITING_WORDS = Duration.ofSeconds(5);

  /** Of a click's priorities the one that a click without any has. */
  private static final int FIRST = 1;

  private final Jobs jobs;
  private final DialingConfig config;
  private final Clock clock;

  CommandJobs(Jobs jobs, DialingConfig config, Clock clock) {
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Stores nothing when the call has this action already. A leg that still lives some time after it
   * was hung up is hung up again. What a person wants done goes to the carrier in the order in
   * which it was asked for; so does what a caller hears, until the music has ended before somebody
   * talks.
   */
  public NewJob job(Call call, LegAction action, CommandPayload payload) {
    StoredCommand stored =
        new StoredCommand(action.leg().wire(), call.details().carrier().wire(), payload);
    NewJob job =
        NewJob.of(call.tenant(), QUEUE, action.kind().name(), call.id().value(), stored)
            .onAccount(call.details().connectionId().value())
            .once(key(call.id(), action));
    return switch (action.kind()) {
      case DIAL -> inTurn(job.sendWithin(whatIsLeft(call)), call, action.leg());
      case HANG_UP, REJECT ->
          job.onceWithin(config.hangUpAgainAfter(), key(call.id(), action))
              .withPriority(Priority.URGENT);
      case HOLD, RESUME -> job.inOrderOf(call.id() + ":hold").withPriority(Priority.URGENT);
      case MUTE, UNMUTE -> job.inOrderOf(call.id() + ":mute").withPriority(Priority.URGENT);
      case PAUSE_RECORDING, RESUME_RECORDING ->
          job.inOrderOf(call.id() + ":recording").withPriority(Priority.URGENT);
      case SEND_DIGITS ->
          job.inOrderOf(call.id() + ":keys")
              .sendWithin(config.keysWithin())
              .withPriority(Priority.URGENT);
      case ANSWER, REDIRECT -> job.withPriority(Priority.URGENT);
      case HOLD_ON -> job.inOrderOf(call.id() + ":music").sendWithin(WAITING_WORDS);
      case GREET, DISMISS -> job.inOrderOf(call.id() + ":music");
      case JOIN -> payload.hearsMusic() ? job.inOrderOf(call.id() + ":music") : job;
      default -> job;
    };
  }

  /** Only a click waits for others: whoever is on the phone already waits for the next leg. */
  private static NewJob inTurn(NewJob dial, Call call, LegName leg) {
    Integer priority = call.details().priority();
    return leg != LegName.AGENT || priority == null || priority == FIRST
        ? dial
        : dial.inPlace(priority);
  }

  /**
   * Ends a leg that a carrier has after all, although the call goes through another by now.
   *
   * @param way of the call that had come to nothing
   */
  public NewJob endStray(Call call, Route way, LegName leg, CarrierCallId handle) {
    StoredCommand stored =
        new StoredCommand(leg.wire(), way.carrier().wire(), CommandPayload.leg(handle));
    String kind = LegAction.Kind.HANG_UP.name();
    return NewJob.of(call.tenant(), QUEUE, kind, call.id().value(), stored)
        .onAccount(way.connectionId().value())
        .once(call.id().value() + ":" + kind + ":" + handle)
        .withPriority(Priority.URGENT);
  }

  /** Each way of a call has one dial of the agent; only one of them can lead anywhere. */
  public static LegAction dial(Call call, LegName leg) {
    int ways = leg == LegName.AGENT ? call.routes().size() : 1;
    return new LegAction(LegAction.Kind.DIAL, leg, Math.max(1, ways));
  }

  /** Nobody waits longer for the phone to ring because a carrier failed meanwhile. */
  private Duration whatIsLeft(Call call) {
    if (call.routes().size() < 2) {
      return config.longestWait();
    }
    Duration waited = Duration.between(call.details().requestedAt(), clock.instant());
    Duration left = config.longestWait().minus(waited);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Queues dials, unless they were before: what is there can be withdrawn. */
  public Uni<Void> queued(Sql sql, List<NewJob> dials) {
    return jobs.appendAll(sql, dials).replaceWithVoid();
  }

  /** By which the dial of a leg is withdrawn. */
  public static JobKey dialKey(Call call, LegName leg) {
    return new JobKey(call.tenant(), key(call.id(), dial(call, leg)));
  }

  /**
   * Withdraws dials.
   *
   * @return those for which it was not too late: the others are being sent, or were
   */
  public Uni<Set<JobKey>> withdraw(Sql sql, Collection<JobKey> dials, String why) {
    return jobs.withdrawAll(sql, QUEUE, dials, why);
  }

  /** Whether another dial between the same two numbers has no clear outcome either. */
  public Uni<Boolean> hasRival(Sql sql, Command dial) {
    CommandPayload with = dial.payload();
    return jobs.isUnclear(
        sql,
        dial.tenant(),
        QUEUE,
        LegAction.Kind.DIAL.name(),
        dial.id(),
        Map.of("with", Map.of("to", with.to(), "from", with.from())));
  }

  static String key(CallId call, LegAction action) {
    String once = call.value() + ":" + action.kind().name() + ":" + action.leg().name();
    return action.turn() == 1 ? once : once + ":" + action.turn();
  }
}
