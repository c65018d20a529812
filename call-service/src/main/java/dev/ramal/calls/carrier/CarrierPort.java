package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import io.smallrye.mutiny.Uni;

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

  /**
   * Starts one leg.
   *
   * @return {@code Accepted} with the carrier's handle of the leg
   */
  Uni<CommandResult> dial(CarrierAccount account, DialCommand command);

  /**
   * Puts an answered leg into the conference of its call, creating the conference when the command
   * names none. Where the leg's own instructions do that (TwiML), nothing is sent.
   *
   * @return {@code Accepted} with the conference's id where the carrier has one
   */
  Uni<CommandResult> joinConference(CarrierAccount account, JoinCommand command);

  /** Speaks to one leg in pt-BR. Where the leg's own instructions do that, nothing is sent. */
  Uni<CommandResult> announce(CarrierAccount account, AnnounceCommand command);

  /** Ends one leg, ringing or answered. CallResult a leg that is over is success. */
  Uni<CommandResult> hangUp(CarrierAccount account, HangUpCommand command);

  /** The carrier's own truth about one leg. Never changes anything at the carrier. */
  Uni<Lookup> lookUp(CarrierAccount account, LookUpCommand command);
}
