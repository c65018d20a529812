package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.Command;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What a call needs from a carrier. One implementation per carrier, found by {@link Carriers}.
 *
 * <p>No method fails its {@code Uni} for anything the carrier or the network did: that is what the
 * sealed results are for. A failed {@code Uni} is a bug.
 *
 * <p>Failure policy: every command leaves this process at most once per invocation; the HTTP
 * clients below never repeat a POST by themselves. When it is not known whether the carrier took a
 * command the answer is {@link Outcome.Unknown}, and the caller asks {@link #lookUp} before it
 * decides anything: an undone command can be repeated, a doubled call cannot be undone.
 */
public interface CarrierPort {
  /** Code of a command that is pointless because its call, or its leg, ended first. */
  String CALL_ENDED = "call-ended";

  Carrier carrier();

  /**
   * Where an agent's softphone is reached.
   *
   * @param username letters, digits, dots, dashes, underscores; the rest percent-encoded
   */
  String softphone(String username);

  /**
   * Whether it can be told to say what a call has cost; the question waits for that. Else it is
   * asked soon after the call.
   */
  boolean tellsCallPrice();

  /**
   * Whether it connects calls to such destinations: numbers without an area code, as 0800 and 4004,
   * are not reached from every carrier abroad.
   */
  default boolean reaches(DestinationClass destination) {
    return true;
  }

  /**
   * Asks whether an account can be used: whether its credentials are true, and what is not set up
   * for it. Changes nothing at the carrier.
   */
  default Uni<AccountCheck> check(CarrierAccount account) {
    return Uni.createFrom().item(new AccountCheck.Known(List.of()));
  }

  /** Whether the address of a recording holds for some minutes only. */
  boolean mediaAddressExpires();

  /** Sends a command of any kind. */
  default Uni<Outcome<Taken>> send(CarrierAccount account, Command command) {
    return switch (command.kind()) {
      case DIAL -> dial(account, command);
      case HANG_UP -> hangUp(account, command);
      case JOIN -> joinConference(account, command);
      case ANNOUNCE -> announce(account, command);
      case ASK -> askKey(account, command);
      case RECORD -> record(account, command);
      case DROP -> throw new IllegalStateException("nothing is sent to drop a command");
    };
  }

  /**
   * Starts one leg.
   *
   * @return {@code Accepted} with the carrier's handle of the leg
   */
  Uni<Outcome<Taken>> dial(CarrierAccount account, Command command);

  /**
   * Whether an answered leg must be told each instruction by a command; else the carrier asks and
   * takes the whole plan as one document. Always the same.
   */
  boolean steeredByCommand();

  /**
   * Puts an answered leg into the conference of its call, creating the conference when the command
   * names none. Asked only of a carrier that is steered by commands.
   *
   * @return {@code Accepted} with the conference's id
   */
  default Uni<Outcome<Taken>> joinConference(CarrierAccount account, Command command) {
    throw new UnsupportedOperationException(carrier() + " asks for instructions");
  }

  /**
   * Records an answered leg, each side on a channel of its own.
   *
   * @return {@code Accepted} with the carrier's id of the recording, where it names it; refused by
   *     a carrier that records nothing
   */
  default Uni<Outcome<Taken>> record(CarrierAccount account, Command command) {
    return Uni.createFrom()
        .item(new Outcome.Refused<>("not-supported", carrier().wire() + " records nothing"));
  }

  /**
   * Speaks to one leg in pt-BR and waits for one key. Asked only of a carrier that is steered by
   * commands, which tells what was pressed by an event.
   */
  default Uni<Outcome<Taken>> askKey(CarrierAccount account, Command command) {
    throw new UnsupportedOperationException(carrier() + " asks for instructions");
  }

  /**
   * Speaks to one leg in pt-BR. Asked only of a carrier that is steered by commands. That it took
   * the words proves nothing: an event tells that they were said.
   */
  default Uni<Outcome<Taken>> announce(CarrierAccount account, Command command) {
    throw new UnsupportedOperationException(carrier() + " asks for instructions");
  }

  /** Writes what it is answered when it asks; one that is told by commands may ask, too. */
  VoiceRenderer renderer();

  /** Ends one leg, ringing or answered. Ending a leg that is over is success. */
  Uni<Outcome<Taken>> hangUp(CarrierAccount account, Command command);

  /** The carrier's own report of one leg. Never changes anything at the carrier. */
  Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question);

  /**
   * The same with what the leg has cost, where the carrier keeps that elsewhere.
   *
   * @param last whether nobody will ask again
   */
  default Uni<Lookup> lookUpPrice(CarrierAccount account, Lookup.Question question, boolean last) {
    return lookUp(account, question);
  }

  /** Recordings at this carrier. */
  default RecordingPort recordings() {
    throw new UnsupportedOperationException(carrier() + " keeps no recordings");
  }
}
