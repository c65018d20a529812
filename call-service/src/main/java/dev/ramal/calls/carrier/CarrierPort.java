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

  /** How it learns what an answered leg does; always the same. */
  Steering steering();

  /** Writes what it is answered when it asks; one that is steered by command may ask, too. */
  VoiceRenderer renderer();

  /** Ends one leg, ringing or answered. Ending a leg that is over is success. */
  Uni<CommandResult> hangUp(CarrierAccount account, HangUpCommand command);

  /** The carrier's own report of one leg. Never changes anything at the carrier. */
  Uni<Lookup> lookUp(CarrierAccount account, LookUpCommand command);
}
