package dev.ramal.calls.dialing;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * The answer to a click.
 *
 * @param estimatedCost of one minute; null when no estimate is possible
 */
record DialledCall(
    String id,
    String status,
    String carrier,
    String from,
    String to,
    Money estimatedCost,
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
