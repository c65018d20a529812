package dev.ramal.gateway.carriers;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.RawCallback;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallBridged;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallLegEnded;
import dev.ramal.events.carrier.CarrierCallRinging;
import java.time.Instant;

/** What every fact of one call callback repeats; each method adds what is particular to one. */
public record CallOrigin(
    String callId,
    String leg,
    String carrierCallId,
    String sessionId,
    String parentCallId,
    Direction direction,
    String from,
    String to,
    Carrier carrier,
    String connectionId,
    Instant occurredAt,
    Instant receivedAt,
    Integer sequence,
    RawCallback raw) {

  /** Our call; for one we did not start, what its legs have in common at the carrier. */
  public String aggregateId() {
    if (callId != null) {
      return callId;
    }
    if (sessionId != null) {
      return sessionId;
    }
    return parentCallId != null ? parentCallId : carrierCallId;
  }

  public Translation.Fact as(String id, CarrierCallFact fact) {
    return new Translation.Fact(id, aggregateId(), fact);
  }

  public CarrierCallFact initiated() {
    return new CarrierCallInitiated(
        callId,
        leg,
        carrierCallId,
        sessionId,
        parentCallId,
        direction,
        from,
        to,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  public CarrierCallFact ringing() {
    return new CarrierCallRinging(
        callId,
        leg,
        carrierCallId,
        sessionId,
        parentCallId,
        direction,
        from,
        to,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  public CarrierCallFact answered(String answeredBy) {
    return new CarrierCallAnswered(
        callId,
        leg,
        carrierCallId,
        sessionId,
        parentCallId,
        direction,
        from,
        to,
        answeredBy,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  public CarrierCallFact bridged() {
    return new CarrierCallBridged(
        callId,
        leg,
        carrierCallId,
        sessionId,
        from,
        to,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  public CarrierCallFact ended(
      CallOutcome outcome, Integer talkSeconds, Integer sipCode, String cause, String hungUpBy) {
    return new CarrierCallEnded(
        callId,
        leg,
        carrierCallId,
        sessionId,
        parentCallId,
        direction,
        from,
        to,
        outcome,
        talkSeconds,
        sipCode,
        cause,
        hungUpBy,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  public CarrierCallFact legEnded(
      String legId, CallOutcome outcome, Boolean wasBridged, Integer seconds) {
    return new CarrierCallLegEnded(
        callId,
        leg,
        carrierCallId,
        sessionId,
        legId,
        outcome,
        wasBridged,
        seconds,
        carrier,
        connectionId,
        occurredAt,
        receivedAt,
        sequence,
        raw);
  }

  /** Facts that never move the state of a call by themselves. */
  public SideFacts side() {
    return new SideFacts(this);
  }
}
