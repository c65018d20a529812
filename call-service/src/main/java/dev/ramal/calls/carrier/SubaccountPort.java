package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Accounts below another one at a carrier. As with {@link CarrierPort} a failed {@code Uni} is a
 * bug.
 *
 * <p>Failure policy: an account is asked for once. Where it is not known whether the carrier made
 * it, {@link #find} is asked before anything else is done.
 */
public interface SubaccountPort {
  /** Code of a refusal: the carrier makes none. */
  String NOT_SUPPORTED = "not-supported";

  /**
   * An account that was made.
   *
   * @param id the carrier's
   * @param secret opens it; in memory only until it is sealed
   */
  record Made(String id, String secret) {
    @Override
    public String toString() {
      return "subaccount " + id;
    }
  }

  /** Why there are none, and what to do instead; empty where there are. */
  Optional<String> whyNone();

  /**
   * @param name no other account below this one has it
   */
  Uni<Outcome<Made>> make(CarrierAccount owner, String name);

  /**
   * @return {@code NotTaken} when there is none of that name
   */
  Uni<Outcome<Made>> find(CarrierAccount owner, String name);
}
