package dev.ramal.calls.dialing;

import dev.ramal.calls.advancing.AdvanceCall;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegName;
import dev.ramal.calls.call.LegPicture;
import dev.ramal.calls.call.NextSteps;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.call.Step;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandConfig;
import dev.ramal.calls.commands.CommandState;
import dev.ramal.calls.commands.CommandStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Withdraws a command that would come too late, right before it would leave us: a dial of a call
 * that is ending, a dial that was wished for too long ago, and what the carrier has done already.
 *
 * <p>Failure policy: a phone that does not ring can be called again by a person; one that rings
 * with nobody behind it cannot be undone.
 */
@ApplicationScoped
class WithdrawCommand {
  private final CommandStore commands;
  private final CommandConfig config;
  private final AdvanceCall advance;
  private final Clock clock;

  WithdrawCommand(CommandStore commands, CommandConfig config, AdvanceCall advance, Clock clock) {
    this.commands = commands;
    this.config = config;
    this.advance = advance;
    this.clock = clock;
  }

  /** Whether a command is of a kind that may have to be withdrawn. */
  boolean concerns(Command command) {
    return command.isDial() || makesConference(command);
  }

  /**
   * @param call its row is locked by this transaction
   * @return true when the command is settled and must not be sent
   */
  Uni<Boolean> ifUnneeded(Mutiny.Session session, Call call, Command command) {
    if (isDone(call, command)) {
      return commands.taken(session, command, "told by the carrier's callbacks").replaceWith(true);
    }
    if (!command.isDial()) {
      return Uni.createFrom().item(false);
    }
    if (NextSteps.isEnding(call)) {
      String why = "the call ended first";
      return settle(session, call, command, CommandState.DROPPED, why, new Said.Dropped(why));
    }
    if (command.createdAt().plus(config.longestWish()).isBefore(clock.instant())) {
      String why = "nobody waits for it any more";
      Said refusal = new Said.Refused("too-late", why);
      return settle(session, call, command, CommandState.REFUSED, "too-late " + why, refusal);
    }
    return Uni.createFrom().item(false);
  }

  private static boolean isDone(Call call, Command command) {
    if (makesConference(command)) {
      return call.picture().conferenceId() != null;
    }
    LegPicture leg = call.picture().leg(command.leg());
    return command.isDial() && leg != null && leg.carrierCallId() != null;
  }

  private static boolean makesConference(Command command) {
    return command.kind() == Step.Kind.JOIN && command.leg() == LegName.AGENT;
  }

  private Uni<Boolean> settle(
      Mutiny.Session session,
      Call call,
      Command dial,
      CommandState state,
      String result,
      Said said) {
    Instant now = clock.instant();
    Fact fact = new Fact("withdrawn:" + dial.id(), dial.leg(), null, now, null, said);
    return commands
        .settle(session, dial, state, result)
        .chain(
            mine ->
                mine
                    ? advance.run(session, call, List.of(fact), dial.id()).replaceWith(true)
                    : Uni.createFrom().item(true));
  }
}
