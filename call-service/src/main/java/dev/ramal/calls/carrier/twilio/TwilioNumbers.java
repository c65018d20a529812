package dev.ramal.calls.carrier.twilio;

import com.twilio.base.Page;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumberCreator;
import com.twilio.type.PhoneNumber;
import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberOffer;
import dev.ramal.calls.carrier.NumberOrder;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.NumberQuery;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.calls.carrier.OwnedNumber;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.E164;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers of a Twilio account. Twilio takes no reference with an order; but a number can be owned
 * once, so that whoever has it in the list of the account's numbers has bought it.
 */
@ApplicationScoped
class TwilioNumbers implements NumberPort {
  private final TwilioApi twilio;
  private final TwilioUrls urls;
  private final TwilioOffers offers;
  private final TwilioDocuments documents;

  TwilioNumbers(TwilioApi twilio, TwilioUrls urls, TwilioOffers offers, TwilioDocuments documents) {
    this.twilio = twilio;
    this.urls = urls;
    this.offers = offers;
    this.documents = documents;
  }

  @Override
  public List<NumberDocument> documents(String country) {
    return "BR".equals(country) ? TwilioDocuments.BRAZIL : List.of();
  }

  @Override
  public Uni<CarrierReply<List<DemandedPaper>>> papers(
      CarrierAccount account, String country, NumberType type) {
    return documents.papers(account, country, type);
  }

  @Override
  public Uni<CarrierReply<DocumentReport>> report(CarrierAccount account, Map<String, String> of) {
    return documents.report(account, of);
  }

  @Override
  public boolean waitsForDocuments() {
    return false;
  }

  @Override
  public Uni<CarrierReply<List<NumberOffer>>> search(CarrierAccount account, NumberQuery query) {
    return offers.search(account, query);
  }

  @Override
  public Uni<Outcome<String>> buy(CarrierAccount account, NumberOrder order) {
    return twilio
        .ask(account, client -> creator(account, order).create(client))
        .map(reply -> reply.outcome(IncomingPhoneNumber::getSid))
        .map(TwilioNumbers::inOurWords);
  }

  private IncomingPhoneNumberCreator creator(CarrierAccount account, NumberOrder order) {
    String connection = account.connectionId();
    IncomingPhoneNumberCreator creator =
        IncomingPhoneNumber.creator(account.accountSid(), new PhoneNumber(order.number().value()))
            .setVoiceUrl(urls.incomingCall(connection))
            .setVoiceFallbackUrl(urls.incomingCallFallback(connection))
            .setStatusCallback(urls.incomingCallStatus(connection))
            .setSmsUrl(urls.incomingMessage(connection));
    if (order.label() != null) {
      creator.setFriendlyName(order.label());
    }
    Optional.ofNullable(order.documents().get(TwilioDocuments.BUNDLE))
        .ifPresent(creator::setBundleSid);
    Optional.ofNullable(order.documents().get(TwilioDocuments.ADDRESS))
        .ifPresent(creator::setAddressSid);
    return creator;
  }

  private static Outcome<String> inOurWords(Outcome<String> outcome) {
    if (outcome instanceof Outcome.Refused<String> refused) {
      return switch (refused.code()) {
        case "21422", "21452" -> new Outcome.Refused<>(NOT_OFFERED, refused.reason());
        case "21631", "21649", "21650", "21651" ->
            new Outcome.Refused<>(DOCUMENTS, refused.code() + " " + refused.reason());
        default -> outcome;
      };
    }
    return outcome;
  }

  @Override
  public Uni<Outcome<String>> find(CarrierAccount account, NumberOrder order) {
    return owned(account, order.number())
        .map(
            listed ->
                OwnedNumber.ordered(listed, "Twilio", "the account does not have the number"));
  }

  @Override
  public Uni<Outcome<String>> release(CarrierAccount account, E164 number) {
    return owned(account, number)
        .chain(listed -> OwnedNumber.release(listed, sid -> delete(account, sid)));
  }

  private Uni<CarrierReply<Boolean>> delete(CarrierAccount account, String sid) {
    return twilio.ask(
        account, client -> IncomingPhoneNumber.deleter(account.accountSid(), sid).delete(client));
  }

  /** The filter of the list takes parts of numbers as well. */
  private Uni<CarrierReply<Optional<String>>> owned(CarrierAccount account, E164 number) {
    return twilio
        .lookUp(
            account,
            client ->
                IncomingPhoneNumber.reader(account.accountSid())
                    .setPhoneNumber(new PhoneNumber(number.value()))
                    .firstPage(client))
        .map(reply -> reply.map(page -> sid(page, number)));
  }

  private static Optional<String> sid(Page<IncomingPhoneNumber> page, E164 number) {
    return page.getRecords().stream()
        .filter(owned -> owned.getPhoneNumber().getEndpoint().equals(number.value()))
        .map(IncomingPhoneNumber::getSid)
        .findFirst();
  }
}
