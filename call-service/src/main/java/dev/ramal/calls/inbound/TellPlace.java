package dev.ramal.calls.inbound;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.call.InboundVoice;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.lifecycle.QueueCommands;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells a caller in the queue the place in it, again and again, at a carrier that must be told: one
 * that asks comes by for it ({@code voice.AnswerCaller}).
 */
@ApplicationScoped
class TellPlace {
  private final WaitingCallers waiting;
  private final Carriers carriers;
  private final QueueCommands commands;
  private final CallerJobs callerJobs;
  private final Jobs jobs;

  TellPlace(
      WaitingCallers waiting,
      Carriers carriers,
      QueueCommands commands,
      CallerJobs callerJobs,
      Jobs jobs) {
    this.waiting = waiting;
    this.carriers = carriers;
    this.commands = commands;
    this.callerJobs = callerJobs;
    this.jobs = jobs;
  }

  /** For the first time after a while: when the caller was sent to wait something else is said. */
  Uni<?> begin(Sql sql, Call call) {
    return carriers.of(call.details().carrier()).steeredByCommand()
        ? jobs.append(sql, callerJobs.tellPlace(call, 1))
        : Uni.createFrom().voidItem();
  }

  /**
   * The call is locked.
   *
   * @param time which, from 1
   */
  Uni<?> tell(Sql sql, Call call, int time) {
    Stage stage = call.state().inbound().stage();
    boolean waits = stage == Stage.WAITING || stage == Stage.OFFERED;
    if (!waits || PendingActions.isEnding(call)) {
      return Uni.createFrom().voidItem();
    }
    return waiting
        .place(sql, call.tenant(), call.id())
        .chain(
            place ->
                jobs.appendAll(
                    sql,
                    List.of(
                        commands.holdOn(call, time + 1, InboundVoice.place(place)),
                        callerJobs.tellPlace(call, time + 1))));
  }
}
