package dev.ramal.calls.dialing;

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
   * @param asOf the day for which that was true; null where nothing is known
   * @param source reference: the carrier's own figure; assumed: it publishes none
   */
  @Schema(name = "RouteCandidate")
  record CandidateView(
      @Schema(examples = "twilio") Carrier carrier,
      boolean chosen,
      @Schema(implementation = RouteReason.class) RouteReason why,
      @Schema(nullable = true) ConnectionId connectionId,
      @Schema(nullable = true) Money perMinute,
      @Schema(nullable = true) LocalDate asOf,
      @Schema(
              nullable = true,
              enumeration = {"reference", "assumed"})
          String source) {

    static CandidateView of(Ranked ranked) {
      RouteCandidate one = ranked.candidate();
      return new CandidateView(
          one.carrier(),
          ranked.chosen(),
          ranked.why(),
          one.account() == null ? null : one.account().id(),
          one.cost() == null ? null : one.cost().aMinute(),
          one.cost() == null ? null : one.cost().asOf(),
          one.cost() == null ? null : one.cost().source());
    }
  }
}
