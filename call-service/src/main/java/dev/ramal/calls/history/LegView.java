package dev.ramal.calls.history;

import dev.ramal.calls.call.LegState;
import dev.ramal.events.CarrierCallId;
import java.time.Instant;

/**
 * One leg as a client sees it.
 *
 * @param leg agent or lead
 * @param outcome null while the leg is open
 * @param answeredSeconds null while the leg is open
 */
public record LegView(
    String leg,
    String address,
    CarrierCallId carrierCallId,
    Instant dialedAt,
    Instant ringingAt,
    Instant answeredAt,
    Instant endedAt,
    String outcome,
    Integer answeredSeconds) {

  static LegView of(LegState leg) {
    return new LegView(
        leg.name().wire(),
        leg.address(),
        leg.carrierCallId(),
        leg.dialedAt(),
        leg.ringingAt(),
        leg.answeredAt(),
        leg.endedAt(),
        leg.closed() ? leg.outcome().wire() : null,
        leg.closed() ? leg.answeredSeconds() : null);
  }
}
