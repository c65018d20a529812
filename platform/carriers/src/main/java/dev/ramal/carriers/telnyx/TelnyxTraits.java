package dev.ramal.carriers.telnyx;

import dev.ramal.carriers.CarrierTraits;
import dev.ramal.events.Carrier;

/** Telnyx: waits for commands and tells every price. */
public final class TelnyxTraits implements CarrierTraits {

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public String softphone(String username) {
    return "sip:" + username + "@sip.telnyx.com";
  }

  @Override
  public boolean tellsCallPrice() {
    return true;
  }

  @Override
  public boolean mediaAddressExpires() {
    return true;
  }
}
