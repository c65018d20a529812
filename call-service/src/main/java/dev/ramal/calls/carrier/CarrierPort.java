package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What a call needs from a carrier. One implementation per carrier, found by {@link Carriers}.
 *
 * <p>No method fails its {@code Uni} for anything the carrier or the network did: that is what the
 * sealed results are for. A failed {@code Uni} is a bug.
 *
 * <p>Failure policy: every command leaves this process at most once per invocation; the HTTP
 * clients below never repeat a POST by themselves. When it is not known whether the carrier took a
 * command the answer is {@link CommandResult.Unknown}, and the caller asks {@link #lookUp} before
 * it decides anything: an undone command can be repeated, a doubled call cannot be undone.
 */
public interface CarrierPort {

  Carrier carrier();

  /** Where an agent's softphone is reached. */
  String softphone(String username);

  /** Whether it tells what a call has cost; else it must be asked after the call. */
  boolean tellsCallPrice();

  /** Whether the address of a recording holds for some minutes only. */
  boolean mediaAddressExpires();

  /** Sends a command of any kind. */
  default Uni<CommandResult> send(CarrierAccount account, Command command) {
    return switch (command.kind()) {
      case DIAL -> dial(account, command);
      case HANG_UP -> hangUp(account, command);
      case JOIN -> legCommands().orElseThrow().joinConference(account, command);
      case ANNOUNCE -> legCommands().orElseThrow().announce(account, command);
      case DROP -> throw new IllegalStateException("nothing is sent to drop a command");
    };
  }

  /**
   * Starts one leg.
   *
   * @return {@code Accepted} with the carrier's handle of the leg
   */
  Uni<CommandResult> dial(CarrierAccount account, Command command);

  /**
   * How an answered leg is told what to do, one command for each instruction; empty for a carrier
   * that asks and takes the whole plan as one document. Always the same.
   */
  Optional<LegCommands> legCommands();

  /** Writes what it is answered when it asks; one that is told by commands may ask, too. */
  VoiceRenderer renderer();

  /** Ends one leg, ringing or answered. Ending a leg that is over is success. */
  Uni<CommandResult> hangUp(CarrierAccount account, Command command);

  /** The carrier's own report of one leg. Never changes anything at the carrier. */
  Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question);

  /**
   * What an answered leg can be told, at a carrier that must be told. The same promises as {@link
   * CarrierPort}: a command leaves at most once per invocation, and no {@code Uni} fails for
   * anything that the carrier or the network did.
   */
  interface LegCommands {

    /**
     * Puts an answered leg into the conference of its call, creating the conference when the
     * command names none.
     *
     * @return {@code Accepted} with the conference's id
     */
    Uni<CommandResult> joinConference(CarrierAccount account, Command command);

    /** Speaks to one leg in pt-BR. */
    Uni<CommandResult> announce(CarrierAccount account, Command command);
  }
}
