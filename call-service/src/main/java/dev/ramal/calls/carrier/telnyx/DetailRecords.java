package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.Lookup;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Telnyx's records of billed products say a leg has cost ({@code GET /detail_records}): the
 * minutes and the fee for their control are records of their own. Telnyx documents the shape of
 * some of these records only, so the leg is sought under every name that its id has in those.
 */
@ApplicationScoped
class DetailRecords {
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 10;
  private static final String CONTROL = "call-control";
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");

  private final TelnyxApi telnyx;

  DetailRecords(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  /**
   * The price of a leg; empty while its minutes or their control are not recorded, or when
   * currencies differ. A price is final: half of it would stay.
   *
   * @param question whose numbers narrow down what is looked through
   * @param last nobody will ask again: the minutes alone are better than nothing
   */
  Uni<CarrierReply<Optional<Money>>> priceOf(
      CarrierAccount account, Lookup.Question question, String legId, boolean last) {
    String minutes = question.to().startsWith("+") ? "sip-trunking" : "webrtc";
    return of(account, question, legId, minutes)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<List<Billed>> done && !done.value().isEmpty()
                    ? of(account, question, legId, CONTROL)
                        .map(control -> control.map(more -> sum(done.value(), more, last)))
                    : Uni.createFrom().item(reply.map(none -> Optional.empty())));
  }

  private Uni<CarrierReply<List<Billed>>> of(
      CarrierAccount account, Lookup.Question question, String legId, String type) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("filter[record_type]", type);
    filter.put("filter[date_range]", "last_2_days");
    if (question.to().startsWith("+")) {
      boolean theyCalled = question.from() != null && question.from().value().equals(question.to());
      filter.put(theyCalled ? "filter[cli]" : "filter[cld]", question.to());
    }
    return read(account, filter, legId, 1, new ArrayList<>());
  }

  private Uni<CarrierReply<List<Billed>>> read(
      CarrierAccount account,
      Map<String, String> filter,
      String legId,
      int page,
      List<Billed> before) {
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("page[number]", "" + page);
    query.put("page[size]", "" + PAGE);
    return telnyx
        .get(account, "/detail_records", query, Billed[].class)
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<Billed[]> done)) {
                return Uni.createFrom().item(reply.map(records -> before));
              }
              List<Billed> records = done.value() == null ? List.of() : Arrays.asList(done.value());
              records.stream().filter(record -> record.isOf(legId)).forEach(before::add);
              return records.size() < PAGE || page == MOST_PAGES
                  ? Uni.createFrom().item(new CarrierReply.Done<>(before))
                  : read(account, filter, legId, page + 1, before);
            });
  }

  static Optional<Money> sum(List<Billed> minutes, List<Billed> control, boolean last) {
    if (control.isEmpty() && !last) {
      return Optional.empty();
    }
    List<Billed> all = Stream.concat(minutes.stream(), control.stream()).toList();
    boolean readable =
        all.stream().allMatch(Billed::isPrice)
            && all.stream().map(Billed::currency).distinct().count() == 1;
    return readable
        ? Optional.of(
            new Money(
                all.stream()
                    .map(record -> new BigDecimal(record.cost()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add),
                all.get(0).currency()))
        : Optional.empty();
  }

  /**
   * A product that was billed.
   *
   * @param cost positive, as text
   */
  record Billed(String telnyxLegId, String callLegId, String legId, String cost, String currency) {
    boolean isOf(String leg) {
      return leg.equals(telnyxLegId) || leg.equals(callLegId) || leg.equals(legId);
    }

    boolean isPrice() {
      return cost != null
          && AMOUNT.matcher(cost).matches()
          && currency != null
          && currency.matches("[A-Z]{3}");
    }
  }
}
