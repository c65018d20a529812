package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number that can be bought.
 *
 * @param connectionId the account that it would belong to
 * @param capabilities voice, sms, mms
 * @param monthlyPrice null when the carrier does not say
 * @param setupPrice once; null when the carrier asks for none or does not say
 * @param callerId whether calls may show it
 * @param documents what an order has to name beside it; empty when nothing is demanded
 */
record AvailableNumber(
    String number,
    NumberType type,
    Carrier carrier,
    String connectionId,
    List<String> capabilities,
    @Schema(nullable = true) Money monthlyPrice,
    @Schema(nullable = true) Money setupPrice,
    boolean callerId,
    List<NumberDocument> documents) {

  static AvailableNumber of(
      CarrierAccount account, NumberOffer offer, List<NumberDocument> documents) {
    return new AvailableNumber(
        offer.number().value(),
        offer.type(),
        account.carrier(),
        account.connectionId(),
        offer.capabilities(),
        offer.monthlyPrice(),
        offer.setupPrice(),
        CallerIdRules.mayShow(offer.number()),
        documents);
  }
}
