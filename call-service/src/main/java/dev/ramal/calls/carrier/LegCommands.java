package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import io.smallrye.mutiny.Uni;

/**
 * What an answered leg can be told, at a carrier that must be told. The same promises as {@link
 * CarrierPort}: a command leaves at most once per invocation, and no {@code Uni} fails for anything
 * that the carrier or the network did.
 */
public interface LegCommands {

  /**
   * Puts an answered leg into the conference of its call, creating the conference when the command
   * names none.
   *
   * @return {@code Accepted} with the conference's id
   */
  Uni<CommandResult> joinConference(CarrierAccount account, JoinCommand command);

  /** Speaks to one leg in pt-BR. */
  Uni<CommandResult> announce(CarrierAccount account, AnnounceCommand command);
}
