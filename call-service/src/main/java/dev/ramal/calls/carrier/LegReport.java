package dev.ramal.calls.carrier;

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
    Money price) {}
