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
 * What a call needs from a carrier. One implementation per carrier, found by {@link Carriers};
 * which of the two kinds it is says how an answered leg learns what to do.
 *
 * <p>No method fails its {@code Uni} for anything the carrier or the network did: that is what the
 * sealed results are for. A failed {@code Uni} is a bug.
 *
 * <p>Failure policy: every command leaves this process at most once per invocation; the HTTP
 * clients below never repeat a POST by themselves. When it is not known whether the carrier took a
 * command the answer is {@link Outcome.Unknown}, and the caller asks {@link #lookUp} before it
 * decides anything: an undone command can be repeated, a doubled call cannot be undone.
 */
public sealed interface CarrierPort permits AskingCarrier, CommandedCarrier {
  /** Code of a command that is pointless because its call, or its leg, ended first. */
  String CALL_ENDED = "call-ended";

  /** Code of a command that never left this process: the carrier could not be reached. */
  String UNREACHABLE = "unreachable";

  Carrier carrier();

  /**
   * Where an agent's softphone is reached that has had no token yet.
   *
   * @param username as the identity provider knows the agent, perhaps an e-mail address; no other
   *     host can be named by it
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

  /** Sends a command of any kind that is given to such a carrier. */
  default Uni<Outcome<Taken>> send(CarrierAccount account, Command command) {
    return switch (command.kind()) {
      case DIAL -> dial(account, command);
      case HANG_UP -> hangUp(account, command);
      case RECORD -> recordings().begin(account, command);
      case LEAVE_MESSAGE -> leaveMessage(account, command);
      case HOLD, RESUME, MUTE, UNMUTE, SEND_DIGITS -> control(account, command);
      case PAUSE_RECORDING -> recordings().pause(account, command);
      case RESUME_RECORDING -> recordings().resume(account, command);
      case LET_LEAVE -> letLeave(account, command);
      default -> throw new IllegalStateException(carrier() + " is not told to " + command.kind());
    };
  }

  /**
   * Starts one leg.
   *
   * @return {@code Accepted} with the carrier's handle of the leg; refused as {@link #UNREACHABLE}
   *     when the request provably never left
   */
  Uni<Outcome<Taken>> dial(CarrierAccount account, Command command);

  /** Whether an answered leg must be told each instruction by a command. */
  default boolean steeredByCommand() {
    return this instanceof CommandedCarrier;
  }

  /** Writes what it is answered when it asks; one that is told by commands may ask, too. */
  VoiceRenderer renderer();

  /** Ends one leg, ringing or answered. Ending a leg that is over is success. */
  Uni<Outcome<Taken>> hangUp(CarrierAccount account, Command command);

  /**
   * Has a machine that listens hear a message, whatever its leg does by now. One that asks is had
   * to ask again.
   */
  Uni<Outcome<Taken>> leaveMessage(CarrierAccount account, Command command);

  /**
   * Does to a leg in the conference of its call what a person wants ({@code command.control()}).
   * Doing it twice does no harm, but for keys. A leg that is not in the conference yet gives {@code
   * NotTaken}, one that is over {@code Refused} with {@link #CALL_ENDED}.
   */
  default Uni<Outcome<Taken>> control(CarrierAccount account, Command command) {
    return Uni.createFrom()
        .item(new Outcome.Refused<>("not-supported", carrier().wire() + " has no conferences"));
  }

  /**
   * Has the conference outlive the leg's leaving it, where the carrier would end it with the leg.
   * Doing it twice does no harm.
   */
  default Uni<Outcome<Taken>> letLeave(CarrierAccount account, Command command) {
    Taken leaves = Taken.Accepted.of(command.payload().carrierCallId());
    return Uni.createFrom().item(new Outcome.Done<>(leaves));
  }

  /** The carrier's own report of one leg. Never changes anything at the carrier. */
  Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question);

  /**
   * The same with what the leg has cost, where the carrier keeps that elsewhere.
   *
   * @param inPart whether it was waited long enough: a price counts although parts of it may be
   *     missing
   */
  default Uni<Lookup> lookUpPrice(
      CarrierAccount account, Lookup.Question question, boolean inPart) {
    return lookUp(account, question);
  }

  /** Browsers that log in at this carrier; by itself it lets none in. */
  default SoftphonePort softphones() {
    return new NoSoftphones(carrier());
  }

  /** Recordings at this carrier; by itself it records nothing and keeps none. */
  default RecordingPort recordings() {
    return new NoRecordings(carrier());
  }

  /** What this carrier writes down of recordings; by itself nothing. */
  default TranscriptPort transcripts() {
    return new NoTranscripts(carrier());
  }

  /** Telephone numbers at this carrier; by itself it sells none through us. */
  default NumberPort numbers() {
    return new NoNumbers(carrier());
  }

  /** Accounts below others at this carrier; by itself it makes none through us. */
  default SubaccountPort subaccounts() {
    return new NoSubaccounts(
        carrier().wire()
            + " makes no subaccounts through us; have it make the account and connect that:"
            + " POST /api/carriers");
  }
}
