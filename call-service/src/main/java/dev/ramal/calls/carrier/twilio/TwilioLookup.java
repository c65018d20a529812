package dev.ramal.calls.carrier.twilio;

import com.twilio.base.Page;
import com.twilio.rest.api.v2010.account.Call;
import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks Twilio about a leg: by its sid, else among the newest calls between the two numbers. Not by
 * start time: a call that Twilio still holds in its queue has none.
 *
 * <p>Failure policy: a call between the two numbers is a candidate and no more, because taking over
 * another call's sid would give it another call's end and price. Whoever asks knows which of them
 * belong to other calls.
 */
@ApplicationScoped
class TwilioLookup {
  private static final int NEWEST = 50;

  /** Twilio's times have whole seconds, and its clock is not ours. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

  /** A call that was taken this long after the dial left us is another one, if clocks agree. */
  private static final Duration LATEST_TAKING = Duration.ofMinutes(5);

  /** By how much our clock may be ahead without anybody being rung twice. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  private final TwilioApi twilio;
  private final CarrierConfig config;

  TwilioLookup(TwilioApi twilio, CarrierConfig config) {
    this.twilio = twilio;
    this.config = config;
  }

  Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return question.carrierCallId() == null ? search(account, question) : fetch(account, question);
  }

  private Uni<Lookup> fetch(CarrierAccount account, Lookup.Question question) {
    return twilio
        .lookUp(
            account,
            client ->
                Call.fetcher(account.accountSid(), question.carrierCallId().value()).fetch(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Call> done
                    ? new Lookup.Found(TwilioLegReport.of(done.value()))
                    : Lookup.CannotTell.because(reply));
  }

  private Uni<Lookup> search(CarrierAccount account, Lookup.Question question) {
    return twilio
        .lookUp(
            account,
            client ->
                Call.reader(account.accountSid())
                    .setTo(question.to())
                    .setFrom(question.from().value())
                    .setPageSize((long) NEWEST)
                    .firstPage(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Page<Call>> done
                    ? judge(done.value().getRecords(), question)
                    : Lookup.CannotTell.because(reply));
  }

  private Lookup judge(List<Call> newest, Lookup.Question question) {
    Map<Boolean, List<LegReport>> byTime =
        newest.stream()
            .filter(call -> takenSince(call, question.sentAt().minus(CLOCKS_APART)))
            .collect(
                Collectors.partitioningBy(
                    call -> takenAround(call, question.sentAt()),
                    Collectors.mapping(TwilioLegReport::of, Collectors.toList())));
    List<LegReport> candidates = byTime.get(true);
    List<LegReport> doubtful = byTime.get(false);
    if (!candidates.isEmpty() || !doubtful.isEmpty()) {
      return new Lookup.Candidates(candidates, doubtful);
    }
    return question.isTooEarly(config.lookupGrace())
        ? new Lookup.CannotTell("too early: Twilio's list may lag behind")
        : new Lookup.NotCreated();
  }

  private static boolean takenSince(Call call, Instant time) {
    Instant taken = TwilioLegReport.instant(call.getDateCreated());
    return taken == null || !taken.isBefore(time);
  }

  private static boolean takenAround(Call call, Instant sentAt) {
    Instant taken = TwilioLegReport.instant(call.getDateCreated());
    return taken == null
        || !taken.isBefore(sentAt.minus(CLOCK_SLACK)) && taken.isBefore(sentAt.plus(LATEST_TAKING));
  }
}
