package dev.ramal.calls.carrier;

import dev.ramal.carriers.LegEnding;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A leg as the carrier knows it. Everything but the handle and the status may be null: carriers
 * tell different parts of the truth at different times.
 *
 * @param carrierCallId Twilio call sid, Telnyx call_control_id
 * @param startedAt when it was set up
 * @param answeredAt null when not answered or not told
 * @param endedAt null while alive or when not told
 * @param ending null while alive or when not told
 * @param seconds whole seconds from answer to end, from a carrier that counts them
 * @param price positive; null until the carrier has rated the leg
 */
public record LegReport(
    CarrierCallId carrierCallId,
    LegStatus status,
    Instant startedAt,
    Instant answeredAt,
    Instant endedAt,
    LegEnding ending,
    Integer seconds,
    Money price) {

  /** The same with a price; null for none. */
  public LegReport costing(Money amount) {
    return new LegReport(
        carrierCallId, status, startedAt, answeredAt, endedAt, ending, seconds, amount);
  }

  /** Where a leg stands, in words that are the same for every carrier. */
  public enum LegStatus {
    QUEUED,
    RINGING,
    IN_PROGRESS,
    /** Not over; whether it rings or talks is not told. */
    ALIVE,
    ENDED;

    public boolean over() {
      return this == ENDED;
    }
  }
}
