package dev.ramal.carriers.twilio;

import dev.ramal.carriers.CarrierTraits;
import dev.ramal.events.Carrier;

/** Twilio: asks for each step, says no prices. */
public final class TwilioTraits implements CarrierTraits {

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public String softphone(String username) {
    return "client:" + username;
  }

  @Override
  public boolean tellsCallPrice() {
    return false;
  }

  @Override
  public boolean mediaAddressExpires() {
    return false;
  }
}
