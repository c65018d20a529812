package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.Lookup;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

  /** Whole days, those of the leg and of the question included. */
  private static final long FEWEST_DAYS = 2;

  private static final long MOST_DAYS = 30;

  private final TelnyxApi telnyx;
  private final Clock clock;

  DetailRecords(TelnyxApi telnyx, Clock clock) {
    this.telnyx = telnyx;
    this.clock = clock;
  }

  /**
   * The price of a leg; empty while its minutes or their control are not recorded, or when
   * currencies differ. A price is final: half of it would stay.
   *
   * @param question whose numbers narrow down what is looked through
   * @param inPart it was waited long enough: the minutes alone are better than nothing
   */
  Uni<CarrierReply<Optional<Money>>> priceOf(
      CarrierAccount account, Lookup.Question question, String legId, boolean inPart) {
    String minutes = question.to().startsWith("+") ? "sip-trunking" : "webrtc";
    return of(account, question, legId, minutes)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<List<Billed>> done && !done.value().isEmpty()
                    ? of(account, question, legId, CONTROL)
                        .map(control -> control.map(more -> sum(done.value(), more, inPart)))
                    : Uni.createFrom().item(reply.map(none -> Optional.empty())));
  }

  private Uni<CarrierReply<List<Billed>>> of(
      CarrierAccount account, Lookup.Question question, String legId, String type) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("filter[record_type]", type);
    filter.put(
        "filter[date_range]", "last_%d_days".formatted(days(question.sentAt(), clock.instant())));
    if (question.to().startsWith("+")) {
      boolean theyCalled = question.from() != null && question.from().value().equals(question.to());
      filter.put(theyCalled ? "filter[cli]" : "filter[cld]", question.to());
    }
    return read(account, filter, legId, 1, new ArrayList<>());
  }

  /**
   * How many days lie between a leg and now, so that its records are among those looked through.
   *
   * @param sentAt null where it is not known: then it was just now
   */
  static long days(Instant sentAt, Instant now) {
    long passed = sentAt == null ? 0 : Duration.between(sentAt, now).toDays();
    return Math.max(FEWEST_DAYS, Math.min(passed + FEWEST_DAYS, MOST_DAYS));
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

  static Optional<Money> sum(List<Billed> minutes, List<Billed> control, boolean inPart) {
    if (control.isEmpty() && !inPart) {
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
