package dev.ramal.calls.carrier.tincan;

import dev.ramal.carriers.CarrierTraits;
import dev.ramal.events.Carrier;
import dev.ramal.testkit.tincan.Tincan;

/** In what it differs: nothing is asked of it, its softphones have addresses of their own. */
public final class TincanTraits implements CarrierTraits {
  @Override
  public Carrier carrier() {
    return Tincan.CARRIER;
  }

  @Override
  public String softphone(String username) {
    return "tin:" + username;
  }

  @Override
  public boolean tellsCallPrice() {
    return true;
  }

  @Override
  public boolean mediaAddressExpires() {
    return false;
  }
}
