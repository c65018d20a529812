package dev.ramal.calls.commands;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.StoredCommand;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What a carrier is to do, as jobs: each action of a call once. */
@ApplicationScoped
public class CommandJobs {
  public static final String QUEUE = "carrier-commands";

  private final Jobs jobs;
  private final DialingConfig config;

  CommandJobs(Jobs jobs, DialingConfig config) {
    this.jobs = jobs;
    this.config = config;
  }

  /**
   * Stores nothing when the call has this action already. A leg that still lives some time after it
   * was hung up is hung up again, under another id: a carrier ignores what it has seen. What a
   * person wants done goes to the carrier in the order in which it was asked for.
   */
  public NewJob job(Call call, LegAction action, CommandPayload payload) {
    StoredCommand stored =
        new StoredCommand(action.leg().wire(), call.details().carrier().wire(), payload);
    NewJob job =
        NewJob.of(call.tenant(), QUEUE, action.kind().name(), call.id().value(), stored)
            .onAccount(call.details().connectionId().value())
            .once(key(call.id(), action));
    return switch (action.kind()) {
      case DIAL -> job.sendWithin(config.longestWait());
      case HANG_UP ->
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
      case JOIN, ANNOUNCE, RECORD, ASK, WHISPER, LEAVE_MESSAGE, DROP, WAIT -> job;
    };
  }

  /**
   * Withdraws the dial of a leg.
   *
   * @return false when it is too late: it is being sent, or was
   */
  public Uni<Boolean> withdrawDial(Sql sql, Call call, LegName leg, String why) {
    LegAction dial = LegAction.of(LegAction.Kind.DIAL, leg);
    return jobs.withdraw(sql, call.tenant(), QUEUE, key(call.id(), dial), why);
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
