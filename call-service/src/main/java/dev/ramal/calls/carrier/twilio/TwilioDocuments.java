package dev.ramal.calls.carrier.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Address;
import com.twilio.rest.numbers.v2.regulatorycompliance.Bundle;
import com.twilio.rest.numbers.v2.regulatorycompliance.Regulation;
import dev.ramal.calls.carrier.DemandedPaper;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberDocument;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What regulation demands at Twilio: a bundle of papers that Twilio has approved, and an address.
 * What is asked for are the papers of a company.
 */
@ApplicationScoped
class TwilioDocuments {
  static final String BUNDLE = "bundleId";
  static final String ADDRESS = "addressId";
  static final List<NumberDocument> BRAZIL =
      List.of(
          new NumberDocument(
              BUNDLE,
              "Have a regulatory bundle for Brazil approved in Twilio's console (Phone Numbers >"
                  + " Regulatory Compliance) and send its sid, BU…",
              "Aprove um bundle regulatório para o Brasil no console da Twilio (Phone Numbers >"
                  + " Regulatory Compliance) e informe o sid, BU…"),
          new NumberDocument(
              ADDRESS,
              "Enter the address of the bundle in Twilio's console (Phone Numbers > Addresses) and"
                  + " send its sid, AD…",
              "Cadastre o endereço do bundle no console da Twilio (Phone Numbers > Addresses) e"
                  + " informe o sid, AD…"));
  private static final int NOT_FOUND = 404;

  private final TwilioApi twilio;
  private final Clock clock;

  TwilioDocuments(TwilioApi twilio, Clock clock) {
    this.twilio = twilio;
    this.clock = clock;
  }

  Uni<CarrierReply<List<DemandedPaper>>> papers(
      CarrierAccount account, String country, NumberType type) {
    return twilio
        .lookUp(
            account,
            client ->
                Regulation.reader()
                    .setIsoCountry(country)
                    .setNumberType(type.wire())
                    .setEndUserType(Regulation.EndUserType.BUSINESS)
                    .firstPage(client)
                    .getRecords())
        .map(
            reply ->
                reply.map(
                    found ->
                        found.stream()
                            .flatMap(regulation -> demanded(regulation).stream())
                            .toList()));
  }

  private static List<DemandedPaper> demanded(Regulation regulation) {
    JsonNode requirements = EventJson.mapper().valueToTree(regulation.getRequirements());
    List<DemandedPaper> demanded = new ArrayList<>();
    for (JsonNode user : requirements.path("end_user")) {
      List<String> fields = new ArrayList<>();
      user.path("fields").forEach(field -> fields.add(field.asText()));
      demanded.add(new DemandedPaper(user.path("name").asText(), String.join(", ", fields)));
    }
    for (JsonNode together : requirements.path("supporting_document")) {
      for (JsonNode paper : together) {
        demanded.add(
            new DemandedPaper(paper.path("name").asText(), paper.path("description").asText(null)));
      }
    }
    return demanded;
  }

  Uni<CarrierReply<DocumentReport>> report(CarrierAccount account, Map<String, String> documents) {
    String bundle = documents.get(BUNDLE);
    return twilio
        .lookUp(account, client -> Bundle.fetcher(bundle).fetch(client))
        .chain(
            reply -> {
              CarrierReply<DocumentReport> told =
                  told(reply, there -> report(there, clock.instant()), "no bundle " + bundle);
              return told instanceof CarrierReply.Done<DocumentReport> done
                      && done.value().state() != DocumentState.UNKNOWN
                  ? withAddress(account, documents.get(ADDRESS), done)
                  : Uni.createFrom().item(told);
            });
  }

  private Uni<CarrierReply<DocumentReport>> withAddress(
      CarrierAccount account, String address, CarrierReply.Done<DocumentReport> bundle) {
    return twilio
        .lookUp(account, client -> Address.fetcher(account.accountSid(), address).fetch(client))
        .map(reply -> told(reply, there -> bundle, "no address " + address));
  }

  private static <T> CarrierReply<DocumentReport> told(
      CarrierReply<T> reply, Function<T, CarrierReply<DocumentReport>> known, String none) {
    if (reply instanceof CarrierReply.Refused<T> refused && refused.status() == NOT_FOUND) {
      return new CarrierReply.Done<>(new DocumentReport(DocumentState.UNKNOWN, none));
    }
    return reply instanceof CarrierReply.Done<T> done
        ? known.apply(done.value())
        : reply.map(there -> null);
  }

  /** A state that Twilio's library has no word for says nothing. */
  static CarrierReply<DocumentReport> report(Bundle bundle, Instant now) {
    if (bundle.getStatus() == null) {
      return new CarrierReply.Unknown<>(
          "bundle %s is in a state that is not known here".formatted(bundle.getSid()));
    }
    String detail = "bundle %s is %s".formatted(bundle.getSid(), bundle.getStatus());
    if (bundle.getValidUntil() != null && !now.isBefore(bundle.getValidUntil().toInstant())) {
      return new CarrierReply.Done<>(
          new DocumentReport(
              DocumentState.EXPIRED, detail + " until " + bundle.getValidUntil().toInstant()));
    }
    return new CarrierReply.Done<>(
        new DocumentReport(
            switch (bundle.getStatus()) {
              case TWILIO_APPROVED, PROVISIONALLY_APPROVED -> DocumentState.APPROVED;
              case PENDING_REVIEW, IN_REVIEW -> DocumentState.PENDING;
              case TWILIO_REJECTED -> DocumentState.REJECTED;
              default -> DocumentState.DRAFT;
            },
            detail));
  }
}
