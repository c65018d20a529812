package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Asks carriers what became of a command that had no clear outcome. */
@ApplicationScoped
class AskCarriers {
  private final CarrierAccounts accounts;
  private final Carriers carriers;

  AskCarriers(CarrierAccounts accounts, Carriers carriers) {
    this.accounts = accounts;
    this.carriers = carriers;
  }

  Uni<Outcome<Taken>> about(Command command) {
    if (command.isDial()) {
      return atItsAccount(
          command,
          new Outcome.Unknown<>("no connection"),
          account ->
              carriers
                  .of(command.carrier())
                  .lookUp(account, Lookup.Question.about(command))
                  .map(Taken::outcome));
    }
    if (command.kind() == LegAction.Kind.SEND_DIGITS) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>("no-clear-answer", "keys are not pressed on a guess"));
    }
    return command.isRecording()
        ? recordingOf(command)
        : Uni.createFrom().item(new Outcome.NotTaken<>("no harm in doing it twice"));
  }

  /** Two recordings of one leg would do harm: what the carrier has is taken for the one. */
  private Uni<Outcome<Taken>> recordingOf(Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return atItsAccount(
        command,
        new Outcome.Refused<>("no-connection", "it is gone"),
        account ->
            carriers
                .of(command.carrier())
                .recordings()
                .ofLeg(account, leg)
                .map(reply -> Taken.recording(reply, leg)));
  }

  private Uni<Outcome<Taken>> atItsAccount(
      Command command,
      Outcome<Taken> withoutOne,
      Function<CarrierAccount, Uni<Outcome<Taken>>> question) {
    return accounts
        .byId(command.tenant(), command.connectionId())
        .chain(account -> account.map(question).orElseGet(() -> Uni.createFrom().item(withoutOne)));
  }
}
