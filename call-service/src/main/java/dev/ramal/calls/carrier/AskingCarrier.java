package dev.ramal.calls.carrier;

import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/**
 * A carrier that asks what an answered leg is to do, and takes the answer as a document. It is
 * never told to join, announce or ask.
 */
public non-sealed interface AskingCarrier extends CarrierPort {

  @Override
  default Uni<Outcome<Taken>> send(CarrierAccount account, Command command) {
    return command.kind() == LegAction.Kind.REDIRECT
        ? redirect(account, command)
        : CarrierPort.super.send(account, command);
  }

  /** Has a leg that is on the phone ask again what it is to do, whatever it does now. */
  Uni<Outcome<Taken>> redirect(CarrierAccount account, Command command);
}
