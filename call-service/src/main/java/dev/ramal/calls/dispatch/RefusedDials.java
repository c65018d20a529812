package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.call.PendingActions;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CallCause;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a dial that a carrier did not take. Pure.
 *
 * <p>Failure policy: one intent rings nobody twice. Only what the carrier proves not to have is
 * dialled again, there or elsewhere; and only the agent's leg is dialled elsewhere, because both
 * legs must meet at one carrier. Where the lead is refused, the agent is on the line at that
 * carrier: the call fails, the agent is let go, and a further click goes the way that is best then.
 */
final class RefusedDials {
  /** The carrier never took the dial, and it may not be tried there again. */
  static final String NOT_CREATED = "not-created";

  /** What no other carrier changes: nobody waits any more. */
  private static final Set<String> FOR_GOOD = Set.of(CarrierPort.CALL_ENDED, JobHandler.TOO_LATE);

  private RefusedDials() {}

  /**
   * Whether a dial is of those that another carrier may be given.
   *
   * @param since whoever clicked before that does not wait any more
   */
  static boolean mayGoElsewhere(Call call, Command dial, Instant since) {
    LegState agent = call.state().agent();
    return dial.isDial()
        && dial.leg() == LegName.AGENT
        && dial.carrier().equals(call.details().carrier())
        && call.route().filter(way -> !way.namesItsCarrier()).isPresent()
        && !PendingActions.isEnding(call)
        && agent.carrierCallId() == null
        && !agent.dialed()
        && call.state().lead() == null
        && call.details().requestedAt().isAfter(since);
  }

  /** Whether the outcome proves that the carrier has no such leg, and another may do better. */
  static boolean mayGoElsewhere(Outcome<Taken> outcome) {
    return outcome instanceof Outcome.NotTaken<Taken>
        || outcome instanceof Outcome.Refused<Taken> refused && mayGoElsewhere(refused.code());
  }

  /** The same of what was refused: a number that is none is none everywhere. */
  static boolean mayGoElsewhere(String code) {
    return !FOR_GOOD.contains(code)
        && CallCause.of(code, null, CallOutcome.FAILED)
            .filter(cause -> cause != CallCause.INVALID_NUMBER)
            .isPresent();
  }

  /**
   * What is concluded from an outcome that is no success.
   *
   * @param elsewhere whether another carrier would take the call
   * @param triedEnough whether this carrier has had as many attempts as it may
   */
  static Outcome<Taken> conclude(Outcome<Taken> outcome, boolean elsewhere, boolean triedEnough) {
    boolean unreachable =
        outcome instanceof Outcome.Refused<Taken> refused
            && refused.code().equals(CarrierPort.UNREACHABLE);
    if (!unreachable && !(outcome instanceof Outcome.NotTaken<Taken>)) {
      return outcome;
    }
    String reason = reason(outcome);
    if (elsewhere) {
      return new Outcome.Refused<>(unreachable ? CarrierPort.UNREACHABLE : NOT_CREATED, reason);
    }
    return triedEnough
        ? new Outcome.Refused<>(NOT_CREATED, "the carrier never took the leg")
        : new Outcome.NotTaken<>(reason);
  }

  /**
   * What a dial that left says of the carrier itself: not of the number that it was to ring or to
   * show, nor of us. Empty where it says nothing.
   */
  static Optional<Outcome.Refused<Taken>> troubleOf(Outcome<Taken> outcome) {
    if (outcome instanceof Outcome.Unknown<Taken> unknown) {
      return Optional.of(new Outcome.Refused<>("unclear", unknown.reason()));
    }
    return outcome instanceof Outcome.Refused<Taken> refused
            && refused.code().indexOf('-') < 0
            && CallCause.of(refused.code(), null, CallOutcome.FAILED)
                .filter(cause -> cause == CallCause.FAILED)
                .isPresent()
        ? Optional.of(refused)
        : Optional.empty();
  }

  /** Whether the carrier has answered a dial in its own words. */
  static boolean isClear(Outcome<Taken> outcome) {
    return outcome instanceof Outcome.Refused<Taken> refused
        && !refused.code().equals(CarrierPort.UNREACHABLE);
  }

  static Route.Instead instead(Command dial, String code, String reason) {
    return new Route.Instead(dial.carrier(), code, reason);
  }

  private static String reason(Outcome<Taken> outcome) {
    return outcome instanceof Outcome.Refused<Taken> refused
        ? refused.reason()
        : ((Outcome.NotTaken<Taken>) outcome).reason();
  }
}
