package dev.ramal.calls.carrier;

import dev.ramal.events.E164;
import dev.ramal.events.Money;
import java.util.List;

/**
 * A number that a carrier sells, before anybody has bought it.
 *
 * @param capabilities voice, sms, mms
 * @param monthlyPrice null when the carrier does not say
 * @param setupPrice once; null when the carrier asks for none or does not say
 */
public record NumberOffer(
    E164 number, NumberType type, List<String> capabilities, Money monthlyPrice, Money setupPrice) {
  public NumberOffer {
    capabilities = List.copyOf(capabilities);
  }
}
