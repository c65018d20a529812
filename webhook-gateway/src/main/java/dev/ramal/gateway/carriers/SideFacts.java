package dev.ramal.gateway.carriers;

import dev.ramal.events.CostPart;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallDequeued;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallQueueLeft;
import dev.ramal.events.carrier.CarrierCallQueued;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.CarrierMachineDetected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What happens beside the life of a leg: it may come before or after any of it. */
public record SideFacts(CallOrigin call) {

  public CarrierCallFact machineDetected(Machine machine, Integer afterMillis) {
    return new CarrierMachineDetected(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        machine.answeredBy(),
        machine.detail(),
        afterMillis,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact queued(String queue, Integer position, Integer waitSeconds) {
    return new CarrierCallQueued(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        queue,
        position,
        waitSeconds,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact dequeued(
      String queue, Integer position, Integer waitSeconds, String result) {
    return new CarrierCallDequeued(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        queue,
        position,
        waitSeconds,
        result,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact queueLeft(String queue, Integer waitSeconds, String result) {
    return new CarrierCallQueueLeft(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        queue,
        waitSeconds,
        result,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact digits(String digits, String purpose) {
    return new CarrierCallDigits(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        digits,
        purpose,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact recording(
      String recordingId,
      String status,
      Integer seconds,
      Integer channels,
      String mediaUrl,
      Instant startedAt) {
    return new CarrierCallRecording(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        recordingId,
        status,
        seconds,
        channels,
        mediaUrl,
        startedAt,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact cost(
      BigDecimal amount, String currency, Integer billedSeconds, List<CostPart> parts) {
    return new CarrierCallCost(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        amount,
        currency,
        billedSeconds,
        parts,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }

  public CarrierCallFact participant(String conferenceId, String conferenceName, String change) {
    return new CarrierConferenceParticipant(
        call.callId(),
        call.leg(),
        call.carrierCallId(),
        call.sessionId(),
        conferenceId,
        conferenceName,
        change,
        call.carrier(),
        call.connectionId(),
        call.occurredAt(),
        call.receivedAt(),
        call.sequence(),
        call.raw());
  }
}
