package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import com.twilio.rest.pricing.v1.phonenumber.Country;
import com.twilio.type.PhoneNumber;
import com.twilio.type.PhoneNumberCapabilities;
import com.twilio.type.PhoneNumberPrice;
import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers that Twilio sells. What one costs a month stands in a price list by country and type;
 * where that cannot be read the numbers are told without.
 */
@ApplicationScoped
class TwilioOffers {
  private final TwilioApi twilio;

  TwilioOffers(TwilioApi twilio) {
    this.twilio = twilio;
  }

  Uni<CarrierReply<List<NumberOffer>>> search(CarrierAccount account, NumberQuery query) {
    return Uni.combine()
        .all()
        .unis(offers(account, query), monthly(account, query))
        .with((offers, price) -> offers.map(found -> priced(found, price)));
  }

  private static List<NumberOffer> priced(List<NumberOffer> offers, Optional<Money> monthly) {
    return offers.stream()
        .map(
            offer ->
                new NumberOffer(
                    offer.number(), offer.type(), offer.capabilities(), monthly.orElse(null), null))
        .toList();
  }

  private Uni<Optional<Money>> monthly(CarrierAccount account, NumberQuery query) {
    return twilio
        .lookUp(account, client -> Country.fetcher(query.country()).fetch(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Country> done
                    ? price(done.value(), query.type())
                    : Optional.empty());
  }

  private static Optional<Money> price(Country list, NumberType type) {
    String currency = list.getPriceUnit().getCurrencyCode();
    return list.getPhoneNumberPrices().stream()
        .filter(price -> isOf(price, type))
        .findFirst()
        .map(price -> new Money(BigDecimal.valueOf(price.getCurrentPrice()), currency));
  }

  private static boolean isOf(PhoneNumberPrice price, NumberType type) {
    return price.getType() != null
        && price
            .getType()
            .name()
            .replace("_", "")
            .equals(type.name().replace("_", "").toUpperCase(Locale.ROOT));
  }

  private Uni<CarrierReply<List<NumberOffer>>> offers(CarrierAccount account, NumberQuery query) {
    String sid = account.accountSid();
    TwilioNumberFilter filter = TwilioNumberFilter.of(query);
    return twilio
        .lookUp(
            account,
            client ->
                switch (query.type()) {
                  case LOCAL -> {
                    var reader = Local.reader(sid, query.country()).setPageSize(filter.page());
                    Optional.ofNullable(filter.areaCode()).ifPresent(reader::setAreaCode);
                    Optional.ofNullable(filter.contains()).ifPresent(reader::setContains);
                    yield reader.firstPage(client).getRecords().stream()
                        .map(of -> offer(of.getPhoneNumber(), query.type(), of.getCapabilities()))
                        .toList();
                  }
                  case MOBILE -> {
                    var reader = Mobile.reader(sid, query.country()).setPageSize(filter.page());
                    Optional.ofNullable(filter.areaCode()).ifPresent(reader::setAreaCode);
                    Optional.ofNullable(filter.contains()).ifPresent(reader::setContains);
                    yield reader.firstPage(client).getRecords().stream()
                        .map(of -> offer(of.getPhoneNumber(), query.type(), of.getCapabilities()))
                        .toList();
                  }
                  case TOLL_FREE -> {
                    var reader = TollFree.reader(sid, query.country()).setPageSize(filter.page());
                    Optional.ofNullable(filter.contains()).ifPresent(reader::setContains);
                    yield reader.firstPage(client).getRecords().stream()
                        .map(of -> offer(of.getPhoneNumber(), query.type(), of.getCapabilities()))
                        .toList();
                  }
                })
        .map(reply -> reply.map(filter::kept));
  }

  private static NumberOffer offer(
      PhoneNumber number, NumberType type, PhoneNumberCapabilities capabilities) {
    List<String> can = new ArrayList<>();
    if (capabilities != null) {
      add(can, "voice", capabilities.getVoice());
      add(can, "sms", capabilities.getSms());
      add(can, "mms", capabilities.getMms());
    }
    return new NumberOffer(E164.of(number.getEndpoint()), type, can, null, null);
  }

  private static void add(List<String> can, String what, Boolean able) {
    if (Boolean.TRUE.equals(able)) {
      can.add(what);
    }
  }
}
