package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/** A carrier at which nothing happens to an answered leg until a command says so. */
public non-sealed interface CommandedCarrier extends CarrierPort {

  @Override
  default Uni<Outcome<Taken>> send(CarrierAccount account, Command command) {
    return switch (command.kind()) {
      case JOIN -> joinConference(account, command);
      case ANNOUNCE, WHISPER -> announce(account, command);
      case ASK -> askKey(account, command);
      case HOLD_ON, GREET, DISMISS -> say(account, command);
      case ANSWER -> answer(account, command);
      case REJECT -> reject(account, command);
      case TAKE_MESSAGE -> takeMessage(account, command);
      default -> CarrierPort.super.send(account, command);
    };
  }

  /** Picks up for somebody who calls us. */
  Uni<Outcome<Taken>> answer(CarrierAccount account, Command command);

  /**
   * Does not pick up for somebody who calls us: they hear what their network has for a call that is
   * not taken. A leg that is over is rejected; one that somebody has picked up goes on.
   */
  Uni<Outcome<Taken>> reject(CarrierAccount account, Command command);

  /**
   * Says to one leg in pt-BR what has nothing to do with a recording; an event tells under the word
   * of the command's kind that it was said.
   */
  Uni<Outcome<Taken>> say(CarrierAccount account, Command command);

  /** Records what a caller says after a beep; an event tells when there is a recording. */
  Uni<Outcome<Taken>> takeMessage(CarrierAccount account, Command command);

  /**
   * Puts an answered leg into the conference of its call, creating the conference when the command
   * names none.
   *
   * @return {@code Accepted} with the conference's id
   */
  Uni<Outcome<Taken>> joinConference(CarrierAccount account, Command command);

  /**
   * Speaks to one leg in pt-BR: the disclaimer, a whisper or a message; an event says which it was,
   * by what the port names each. That the carrier took the words proves nothing: an event tells
   * that they were said.
   */
  Uni<Outcome<Taken>> announce(CarrierAccount account, Command command);

  @Override
  default Uni<Outcome<Taken>> leaveMessage(CarrierAccount account, Command command) {
    return announce(account, command);
  }

  /** Speaks to one leg in pt-BR and waits for one key; an event tells what was pressed. */
  Uni<Outcome<Taken>> askKey(CarrierAccount account, Command command);
}
