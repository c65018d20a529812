package dev.ramal.calls.carrier;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A leg as the carrier knows it. Everything but the handle and the status may be null: carriers
 * tell different parts of the truth at different times.
 *
 * @param carrierCallId Twilio call sid, Telnyx call_control_id
 * @param startedAt when it was set up
 * @param answeredAt null when not answered or not told
 * @param endedAt null while alive or when not told
 * @param seconds whole seconds from answer to end
 * @param price positive; null until the carrier has rated the leg
 */
public record LegReport(
    CarrierCallId carrierCallId,
    LegStatus status,
    Instant startedAt,
    Instant answeredAt,
    Instant endedAt,
    Integer seconds,
    Money price) {

  /** Where a leg stands, in words that are the same for every carrier. */
  public enum LegStatus {
    QUEUED(null),
    RINGING(null),
    IN_PROGRESS(null),
    /** Not over; whether it rings or talks is not told. */
    ALIVE(null),
    COMPLETED(CallOutcome.COMPLETED),
    BUSY(CallOutcome.BUSY),
    NO_ANSWER(CallOutcome.NO_ANSWER),
    CANCELED(CallOutcome.CANCELED),
    FAILED(CallOutcome.FAILED),
    /** Over; how it ended is not told. */
    ENDED(null);

    private final CallOutcome outcome;

    LegStatus(CallOutcome outcome) {
      this.outcome = outcome;
    }

    public boolean over() {
      return outcome != null || this == ENDED;
    }

    /** How it ended; empty while it lives or when not told. */
    public Optional<CallOutcome> outcome() {
      return Optional.ofNullable(outcome);
    }
  }
}
