package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.RawCallback;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.LegIds;
import dev.ramal.events.carrier.Parties;
import dev.ramal.gateway.carriers.FactId;
import dev.ramal.gateway.carriers.FormFields;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.OurIds;
import java.time.Instant;

/**
 * A genuine form from Twilio.
 *
 * @param query the fields of the address, signed with it; ours come back here
 */
record TwilioCallback(
    String connectionId, FormFields query, FormFields form, RawCallback raw, Instant receivedAt) {

  String id(String... parts) {
    return FactId.of("twilio", connectionId, parts);
  }

  String callSid() {
    return form.required("CallSid");
  }

  LegFacts call() {
    return new LegFacts(
        new LegIds(
            OurIds.orNull(query.text("call")),
            LegName.find(query.text("leg")),
            new CarrierCallId(callSid()),
            null),
        new Parties(form.text("ParentCallSid"), direction(), form.text("From"), form.text("To")),
        origin(form.timeOr("Timestamp", receivedAt), form.number("SequenceNumber")));
  }

  FactOrigin origin(Instant occurredAt, Integer sequence) {
    return new FactOrigin(
        Carrier.TWILIO, new ConnectionId(connectionId), occurredAt, receivedAt, sequence, raw);
  }

  private Direction direction() {
    String direction = form.text("Direction");
    if (direction == null) {
      return null;
    }
    return switch (direction) {
      case "inbound" -> Direction.INBOUND;
      case "outbound-api", "outbound-dial" -> Direction.OUTBOUND;
      default -> null;
    };
  }
}
