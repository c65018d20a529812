package dev.ramal.calls.connections;

import dev.ramal.carriers.CarrierAccount;
import io.smallrye.mutiny.Uni;

/** Asks the carrier of an account whether it can be used; changes nothing there. */
public interface AccountInquiry {
  Uni<AccountCheck> check(CarrierAccount account);

  /** The same of what lets browsers log in, where an administrator has entered it. */
  Uni<AccountCheck> check(SoftphoneAccount softphones);
}
