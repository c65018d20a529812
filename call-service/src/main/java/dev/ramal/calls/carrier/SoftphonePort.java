package dev.ramal.calls.carrier;

import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.carriers.CarrierReply;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Browsers that are phones of a carrier: who they are there, and how they log in. */
public interface SoftphonePort {

  /**
   * What the account lacks for it.
   *
   * @return the field of the connection that an administrator fills in; empty when nothing lacks
   */
  Optional<String> lacking(SoftphoneAccount account);

  /**
   * Asks whether what the account has for it is true; only of one that lacks nothing. Changes
   * nothing at the carrier.
   */
  Uni<AccountCheck> check(SoftphoneAccount account);

  /**
   * Makes an agent known to the carrier, or finds it known.
   *
   * @param username as the identity provider knows the agent
   * @param userId subject of the agent's token
   */
  Uni<CarrierReply<Identity>> identity(SoftphoneAccount account, String username, String userId);

  /** Lets one browser log in as that, and as nobody else, for a while. */
  Uni<CarrierReply<Token>> token(SoftphoneAccount account, Identity identity);

  /**
   * An agent at the carrier.
   *
   * @param address what is dialled to ring it
   * @param credentialId the carrier's handle of it; null where it needs none
   */
  record Identity(String address, String credentialId) {
    /** The name within the address, as browsers know themselves. */
    public String name() {
      return address.replaceFirst("^[a-z]+:", "").replaceFirst("@.*$", "");
    }
  }

  /** A secret until it ends. */
  record Token(String text, Instant expiresAt) {
    @Override
    public String toString() {
      return "token until " + expiresAt;
    }
  }
}
