package dev.ramal.calls.carrier.tincan;

import dev.ramal.calls.carrier.CommandedCarrier;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.tincan.Tincan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every command and remembers it. */
@ApplicationScoped
public class TincanPort implements CommandedCarrier {
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
  public String softphone(String username) {
    return "tin:" + username;
  }

  @Override
  public boolean tellsCallPrice() {
    return true;
  }

  @Override
  public boolean mediaAddressExpires() {
    return false;
  }

  @Override
  public VoiceRenderer renderer() {
    return (plan, leg, words) -> new VoiceRenderer.VoiceDocument("text/plain", plan.toString());
  }

  @Override
  public Uni<Outcome<Taken>> dial(CarrierAccount account, Command command) {
    return take(
        "dial " + command.leg().wire() + " " + command.payload().to(),
        new CarrierCallId("tin-" + command.id()),
        null);
  }

  @Override
  public Uni<Outcome<Taken>> joinConference(CarrierAccount account, Command command) {
    return take(
        "join " + command.leg().wire(),
        command.payload().carrierCallId(),
        "string-" + command.call());
  }

  @Override
  public Uni<Outcome<Taken>> announce(CarrierAccount account, Command command) {
    return take(
        "say " + command.leg().wire() + " " + command.payload().text(),
        command.payload().carrierCallId(),
        null);
  }

  @Override
  public Uni<Outcome<Taken>> askKey(CarrierAccount account, Command command) {
    return take(
        "ask " + command.leg().wire() + " " + command.payload().text(),
        command.payload().carrierCallId(),
        null);
  }

  @Override
  public Uni<Outcome<Taken>> answer(CarrierAccount account, Command command) {
    return take("answer " + command.leg().wire(), command.payload().carrierCallId(), null);
  }

  @Override
  public Uni<Outcome<Taken>> reject(CarrierAccount account, Command command) {
    return take("reject " + command.leg().wire(), command.payload().carrierCallId(), null);
  }

  @Override
  public Uni<Outcome<Taken>> say(CarrierAccount account, Command command) {
    return take(
        command.kind().word() + " " + command.leg().wire() + " " + command.payload().text(),
        command.payload().carrierCallId(),
        null);
  }

  @Override
  public Uni<Outcome<Taken>> takeMessage(CarrierAccount account, Command command) {
    return take("take message " + command.leg().wire(), command.payload().carrierCallId(), null);
  }

  @Override
  public Uni<Outcome<Taken>> hangUp(CarrierAccount account, Command command) {
    return take("hang up " + command.leg().wire(), command.payload().carrierCallId(), null);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return Uni.createFrom().item(new Lookup.NotCreated());
  }

  private Uni<Outcome<Taken>> take(String what, CarrierCallId handle, String conference) {
    taken.add(what);
    return Uni.createFrom().item(new Outcome.Done<>(new Taken.Accepted(handle, null, conference)));
  }
}
