package dev.ramal.calls.dialing;

import dev.ramal.calls.routing.CarrierRate;
import dev.ramal.calls.routing.Estimate;
import dev.ramal.calls.routing.RouteCandidate;
import dev.ramal.calls.routing.RouteChoice;
import dev.ramal.calls.routing.RouteChoice.Ranked;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.Money;
import dev.ramal.events.RouteReason;
import dev.ramal.numbering.Destinations;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a call would cost, and which way it would go.
 *
 * @param carrier that would take it now; null where none can
 * @param destinationClass what it is priced by
 * @param candidates every carrier that comes into question, the chosen one first
 */
@Schema(name = "CallEstimate")
record EstimateView(
    @Schema(nullable = true, examples = "twilio") Carrier carrier,
    @Schema(examples = "mobile-sp-rj") String destinationClass,
    List<CandidateView> candidates) {

  static EstimateView of(E164 to, RouteChoice choice) {
    return new EstimateView(
        choice.chosen().map(way -> way.candidate().carrier()).orElse(null),
        Destinations.ofCall(to.value()).word(),
        choice.ranked().stream().map(CandidateView::of).toList());
  }

  /**
   * A carrier that comes into question.
   *
   * @param why it would be taken, or not
   * @param connectionId null where there is no account
   * @param perMinute what a minute is expected to cost; null where nothing is known of it
   * @param perCall what a usual call of a minute and a half is expected to cost: by this carriers
   *     are compared; null where nothing is known
   * @param asOf the day for which that was true, or from which on the tariff holds; null where
   *     nothing is known
   * @param source tariff: what billing has; where that knows none, reference: the carrier's own
   *     figure, or assumed: it publishes none
   * @param tariffVersion null where no tariff is known
   * @param connectionFee once for each call; null where no tariff is known
   * @param minimumSeconds that are charged; null where no tariff is known
   * @param incrementSeconds in which more is charged; null where no tariff is known
   */
  @Schema(name = "RouteCandidate")
  record CandidateView(
      @Schema(examples = "twilio") Carrier carrier,
      boolean chosen,
      @Schema(implementation = RouteReason.class) RouteReason why,
      @Schema(nullable = true) ConnectionId connectionId,
      @Schema(nullable = true) Money perMinute,
      @Schema(nullable = true) Money perCall,
      @Schema(nullable = true) LocalDate asOf,
      @Schema(
              nullable = true,
              enumeration = {"tariff", "reference", "assumed"})
          String source,
      @Schema(nullable = true, examples = "referencia-2026.1") String tariffVersion,
      @Schema(nullable = true) Money connectionFee,
      @Schema(nullable = true, examples = "60") Long minimumSeconds,
      @Schema(nullable = true, examples = "60") Long incrementSeconds) {

    static CandidateView of(Ranked ranked) {
      RouteCandidate one = ranked.candidate();
      Estimate cost = one.cost();
      CarrierRate rate = cost == null ? null : cost.rate();
      return new CandidateView(
          one.carrier(),
          ranked.chosen(),
          ranked.why(),
          one.account() == null ? null : one.account().id(),
          cost == null ? null : cost.aMinute(),
          cost == null ? null : cost.aCall(),
          cost == null ? null : cost.asOf(),
          cost == null ? null : cost.source(),
          cost == null ? null : cost.tariff(),
          rate == null ? null : new Money(rate.connectionFee(), rate.currency()),
          rate == null ? null : rate.minimum(),
          rate == null ? null : rate.increment());
    }
  }
}
