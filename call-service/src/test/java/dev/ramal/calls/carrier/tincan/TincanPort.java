package dev.ramal.calls.carrier.tincan;

import dev.ramal.calls.carrier.AnnounceCommand;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.DialCommand;
import dev.ramal.calls.carrier.HangUpCommand;
import dev.ramal.calls.carrier.JoinCommand;
import dev.ramal.calls.carrier.LegCommands;
import dev.ramal.calls.carrier.LookUpCommand;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.Steering;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.testkit.tincan.Tincan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every command and remembers it. */
@ApplicationScoped
public class TincanPort implements CarrierPort, LegCommands {
  private final List<String> taken = new CopyOnWriteArrayList<>();

  /** One line a command, as in {@code dial lead +5511987650011}. */
  public List<String> taken() {
    return taken;
  }

  @Override
  public Carrier carrier() {
    return Tincan.CARRIER;
  }

  @Override
  public Steering steering() {
    return new Steering.ByCommand(this);
  }

  @Override
  public VoiceRenderer renderer() {
    return (plan, leg, words) -> new VoiceRenderer.VoiceDocument("text/plain", plan.toString());
  }

  @Override
  public Uni<CommandResult> dial(CarrierAccount account, DialCommand command) {
    return take(
        "dial " + command.leg().wire() + " " + command.to(),
        new CarrierCallId("tin-" + command.commandId()),
        null);
  }

  @Override
  public Uni<CommandResult> joinConference(CarrierAccount account, JoinCommand command) {
    return take(
        "join " + command.leg().wire(), command.carrierCallId(), "string-" + command.callId());
  }

  @Override
  public Uni<CommandResult> announce(CarrierAccount account, AnnounceCommand command) {
    return take(
        "say " + command.leg().wire() + " " + command.text(), command.carrierCallId(), null);
  }

  @Override
  public Uni<CommandResult> hangUp(CarrierAccount account, HangUpCommand command) {
    return take("hang up " + command.leg().wire(), command.carrierCallId(), null);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, LookUpCommand command) {
    return Uni.createFrom().item(new Lookup.NotCreated());
  }

  private Uni<CommandResult> take(String what, CarrierCallId handle, String conference) {
    taken.add(what);
    return Uni.createFrom().item(new CommandResult.Accepted(handle, null, conference));
  }
}
