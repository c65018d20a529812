package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.ReceivedCallback;

/**
 * A genuine form from Twilio.
 *
 * @param query the fields of the address, signed with it; ours come back here
 */
record TwilioCallback(ReceivedCallback request, FormBody query) {

  static TwilioCallback of(ReceivedCallback request) {
    return new TwilioCallback(request, request.query());
  }

  FormBody form() {
    return request.form();
  }

  String id(String... parts) {
    return request.factId(parts);
  }

  String callSid() {
    return form().required("CallSid");
  }

  LegFacts call() {
    return leg(query.text("leg"));
  }

  /** The leg of somebody who calls us, as it was told of first: before it had an id of ours. */
  LegFacts caller() {
    LegFacts known = leg(null);
    return new LegFacts(
        new LegIds(null, null, known.ids().carrierCallId(), null), known.parties(), known.origin());
  }

  /**
   * The leg that a conference's news are about. All of them come to the address of whoever opened
   * the conference, so the address does not name it: the participant's label does, else its sid.
   */
  LegFacts participant() {
    return leg(form().text("ParticipantLabel"));
  }

  private LegFacts leg(String name) {
    return new LegFacts(
        new LegIds(
            FieldValues.ourIdOrNull(query.text("call")),
            LegName.find(name),
            new CarrierCallId(callSid()),
            null),
        new Parties(
            form().text("ParentCallSid"), direction(), form().text("From"), form().text("To")),
        request.origin(
            form().timeOr("Timestamp", request.receivedAt()), form().number("SequenceNumber")));
  }

  /** Of what carries neither time nor order. */
  FactOrigin origin() {
    return request.origin(request.receivedAt(), null);
  }

  private Direction direction() {
    String direction = form().text("Direction");
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
