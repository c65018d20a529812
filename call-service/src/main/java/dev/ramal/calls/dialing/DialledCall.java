package dev.ramal.calls.dialing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.Money;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a click.
 *
 * @param estimatedCost of one minute; null when no estimate is possible
 */
record DialledCall(
    String id,
    @Schema(implementation = CallStatus.class) String status,
    @Schema(examples = "twilio") String carrier,
    String from,
    String to,
    @Schema(nullable = true) Money estimatedCost,
    Instant requestedAt) {

  static DialledCall of(Call call) {
    CallDetails details = call.details();
    return new DialledCall(
        call.id().value(),
        call.status().wire(),
        details.carrier().wire(),
        details.from(),
        details.to(),
        details.estimatedCost(),
        details.requestedAt());
  }
}
