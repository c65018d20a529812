package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers of a Telnyx account. An order carries our id as its reference, by which it is found
 * again; one that waits for papers stays pending for days and is asked about until it ends.
 */
@ApplicationScoped
class TelnyxNumbers implements NumberPort {
  private final TelnyxApi telnyx;
  private final TelnyxDocuments documents;

  TelnyxNumbers(TelnyxApi telnyx, TelnyxDocuments documents) {
    this.telnyx = telnyx;
    this.documents = documents;
  }

  @Override
  public List<NumberDocument> documents(String country) {
    return "BR".equals(country) ? TelnyxDocuments.BRAZIL : List.of();
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
    return true;
  }

  @Override
  public Uni<CarrierReply<List<NumberOffer>>> search(CarrierAccount account, NumberQuery query) {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("filter[country_code]", query.country());
    filters.put(
        "filter[phone_number_type]", query.type().name().toLowerCase(java.util.Locale.ROOT));
    filters.put("filter[limit]", "" + query.most());
    if (query.areaCode() != null) {
      filters.put("filter[national_destination_code]", query.areaCode());
    }
    if (query.contains() != null) {
      filters.put("filter[phone_number][contains]", query.contains());
    }
    return telnyx
        .get(account, "/available_phone_numbers", filters, Available[].class)
        .map(
            reply ->
                reply.map(
                    found ->
                        Arrays.stream(found).map(number -> number.offer(query.type())).toList()));
  }

  @Override
  public Uni<Outcome<String>> buy(CarrierAccount account, NumberOrder order) {
    Order body =
        new Order(
            List.of(
                new Wanted(order.number().value(), order.documents().get(TelnyxDocuments.GROUP))),
            account.voiceAppId(),
            account.messagingProfileId(),
            order.id());
    return telnyx
        .post(account, "/number_orders", body, Ordered.class)
        .map(
            reply -> {
              if (reply instanceof CarrierReply.Done<Ordered> done) {
                return done.value() == null
                    ? new Outcome.Unknown<>("Telnyx took the order and did not tell of it")
                    : done.value().outcome();
              }
              return reply.outcome(never -> "");
            });
  }

  /** The order by our reference, else the number itself: it may have been the account's before. */
  @Override
  public Uni<Outcome<String>> find(CarrierAccount account, NumberOrder order) {
    return telnyx
        .get(
            account,
            "/number_orders",
            Map.of("filter[customer_reference]", order.id()),
            Ordered[].class)
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<Ordered[]> done)) {
                return Uni.createFrom()
                    .item(new Outcome.Unknown<>("Telnyx did not tell: " + reply));
              }
              return done.value().length == 0
                  ? whetherOwned(account, order.number())
                  : Uni.createFrom().item(done.value()[0].outcome());
            });
  }

  private Uni<Outcome<String>> whetherOwned(CarrierAccount account, E164 number) {
    return owned(account, number)
        .map(listed -> OwnedNumber.ordered(listed, "Telnyx", "neither order nor number is there"));
  }

  @Override
  public Uni<Outcome<String>> release(CarrierAccount account, E164 number) {
    return owned(account, number)
        .chain(listed -> OwnedNumber.release(listed, id -> delete(account, id)));
  }

  private Uni<CarrierReply<JsonNode>> delete(CarrierAccount account, String id) {
    return telnyx.delete(account, "/phone_numbers/" + TelnyxApi.segment(id), JsonNode.class);
  }

  private Uni<CarrierReply<Optional<String>>> owned(CarrierAccount account, E164 number) {
    return telnyx
        .get(
            account,
            "/phone_numbers",
            Map.of("filter[phone_number]", number.value()),
            Owned[].class)
        .map(
            reply ->
                reply.map(
                    found ->
                        Arrays.stream(found)
                            .filter(each -> number.value().equals(each.phoneNumber()))
                            .map(Owned::id)
                            .findFirst()));
  }

  record Order(
      List<Wanted> phoneNumbers,
      String connectionId,
      String messagingProfileId,
      String customerReference) {}

  record Wanted(String phoneNumber, String requirementGroupId) {}

  record Owned(String id, String phoneNumber) {}

  /**
   * @param requirementsMet null when not said
   * @param phoneNumbers null when not said
   */
  record Ordered(
      String id, String status, Boolean requirementsMet, List<OrderedNumber> phoneNumbers) {
    Outcome<String> outcome() {
      return switch (status == null ? "" : status) {
        case "success" -> new Outcome.Done<>("");
        case "pending" ->
            new Outcome.Unknown<>(
                isExamined()
                    ? "Telnyx examines the papers of order %s".formatted(id)
                    : Boolean.FALSE.equals(requirementsMet)
                        ? "Telnyx waits for papers: complete order %s in its portal".formatted(id)
                        : "Telnyx has not decided about order %s yet".formatted(id));
        case "failure", "cancelled", "deleted" ->
            new Outcome.Refused<>(NOT_OFFERED, "order %s ended as %s".formatted(id, status));
        default -> new Outcome.Unknown<>("Telnyx says of order %s: %s".formatted(id, status));
      };
    }

    private boolean isExamined() {
      return phoneNumbers != null
          && phoneNumbers.stream()
              .anyMatch(each -> "requirement-info-under-review".equals(each.requirementsStatus()));
    }
  }

  record OrderedNumber(String requirementsStatus) {}

  record Feature(String name) {}

  record Cost(String upfrontCost, String monthlyCost, String currency) {}

  record Available(String phoneNumber, List<Feature> features, Cost costInformation) {
    NumberOffer offer(NumberType type) {
      return new NumberOffer(
          E164.of(phoneNumber),
          type,
          features == null
              ? List.of()
              : features.stream()
                  .map(Feature::name)
                  .filter(List.of("voice", "sms", "mms")::contains)
                  .toList(),
          costInformation == null ? null : money(costInformation.monthlyCost()),
          costInformation == null ? null : money(costInformation.upfrontCost()));
    }

    private Money money(String amount) {
      return amount == null ? null : new Money(new BigDecimal(amount), costInformation.currency());
    }
  }
}
