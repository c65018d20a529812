package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandRepository;
import dev.ramal.calls.commands.CommandState;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Cancels a command that would come too late, right before it would leave us: a dial of a call that
 * is ending, a dial that was asked for too long ago, and what the carrier has done already.
 *
 * <p>Failure policy: a phone that does not ring can be called again by a person; one that rings
 * with nobody behind it cannot be undone.
 */
@ApplicationScoped
class CancelStaleCommand {
  private final CommandRepository commands;
  private final DialingConfig config;
  private final ApplyFacts applyFacts;
  private final Clock clock;

  CancelStaleCommand(
      CommandRepository commands, DialingConfig config, ApplyFacts applyFacts, Clock clock) {
    this.commands = commands;
    this.config = config;
    this.applyFacts = applyFacts;
    this.clock = clock;
  }

  /** Whether a command is of a kind that may have to be withdrawn. */
  boolean concerns(Command command) {
    return command.isDial() || makesConference(command);
  }

  /**
   * @param call its row is locked by this transaction
   * @return true when the command is concluded and must not be sent
   */
  Uni<Boolean> ifUnneeded(Mutiny.Session session, Call call, Command command) {
    if (isDone(call, command)) {
      return commands.taken(session, command, "told by the carrier's callbacks").replaceWith(true);
    }
    if (!command.isDial()) {
      return Uni.createFrom().item(false);
    }
    if (PendingActions.isEnding(call)) {
      String why = "the call ended first";
      return conclude(session, call, command, CommandState.DROPPED, why, new FactBody.Dropped(why));
    }
    if (command.createdAt().plus(config.longestWait()).isBefore(clock.instant())) {
      String why = "nobody waits for it any more";
      FactBody refusal = new FactBody.Refused("too-late", why);
      return conclude(session, call, command, CommandState.REFUSED, "too-late " + why, refusal);
    }
    return Uni.createFrom().item(false);
  }

  private static boolean isDone(Call call, Command command) {
    if (makesConference(command)) {
      return call.state().conferenceId() != null;
    }
    LegState leg = call.state().leg(command.leg());
    return command.isDial() && leg != null && leg.carrierCallId() != null;
  }

  private static boolean makesConference(Command command) {
    return command.kind() == LegAction.Kind.JOIN && command.leg() == LegName.AGENT;
  }

  private Uni<Boolean> conclude(
      Mutiny.Session session,
      Call call,
      Command dial,
      CommandState state,
      String result,
      FactBody body) {
    Instant now = clock.instant();
    Fact fact = new Fact("withdrawn:" + dial.id(), dial.leg(), null, now, null, body);
    return commands
        .conclude(session, dial, state, result)
        .chain(
            mine ->
                mine
                    ? applyFacts.apply(session, call, List.of(fact), dial.id()).replaceWith(true)
                    : Uni.createFrom().item(true));
  }
}
