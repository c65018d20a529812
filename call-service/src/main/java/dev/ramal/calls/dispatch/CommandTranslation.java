package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.AnnounceCommand;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.DialCommand;
import dev.ramal.calls.carrier.HangUpCommand;
import dev.ramal.calls.carrier.JoinCommand;
import dev.ramal.calls.carrier.LegCommands;
import dev.ramal.calls.carrier.LookUpCommand;
import dev.ramal.calls.carrier.Steering;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandPayload;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** From a stored command to the words of the port. */
final class CommandTranslation {
  private CommandTranslation() {}

  /**
   * @param sendBefore when a dial must have left this process
   */
  static Uni<CommandResult> send(
      CarrierPort port, CarrierAccount account, Command command, Instant sendBefore) {
    String id = command.id();
    CallId call = command.call();
    LegName leg = command.leg();
    CommandPayload with = command.payload();
    return switch (command.kind()) {
      case DIAL -> port.dial(account, dial(command, sendBefore));
      case JOIN ->
          commands(port)
              .joinConference(
                  account,
                  new JoinCommand(id, call, leg, with.carrierCallId(), with.conferenceId()));
      case ANNOUNCE ->
          commands(port)
              .announce(
                  account, new AnnounceCommand(id, call, leg, with.carrierCallId(), with.text()));
      case HANG_UP -> port.hangUp(account, new HangUpCommand(id, call, leg, with.carrierCallId()));
      case DROP -> throw new IllegalStateException("nothing is sent to drop a command");
    };
  }

  private static LegCommands commands(CarrierPort port) {
    if (port.steering() instanceof Steering.ByCommand told) {
      return told.commands();
    }
    throw new IllegalStateException(port.carrier() + " asks for its instructions, it is not told");
  }

  /** The question what became of a dial. */
  static LookUpCommand question(Command dial) {
    return new LookUpCommand(
        dial.id(),
        dial.call(),
        dial.leg(),
        null,
        null,
        dial.payload().to(),
        dial.payload().from(),
        dial.sentAt());
  }

  private static DialCommand dial(Command command, Instant sendBefore) {
    CommandPayload with = command.payload();
    return new DialCommand(
        command.id(),
        command.call(),
        command.leg(),
        with.to(),
        with.from(),
        with.record(),
        Duration.ofSeconds(with.ringSeconds()),
        sendBefore);
  }
}
