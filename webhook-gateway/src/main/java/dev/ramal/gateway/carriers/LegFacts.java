package dev.ramal.gateway.carriers;

import dev.ramal.carriers.LegEnding;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallBridged;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallCost.CostPart;
import dev.ramal.events.carrier.CarrierCallDequeued;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallLegEnded;
import dev.ramal.events.carrier.CarrierCallQueueLeft;
import dev.ramal.events.carrier.CarrierCallQueued;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.CarrierCallSpoken;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.CarrierMachineDetected;
import dev.ramal.events.carrier.FactOrigin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one callback about a leg may tell; each method adds what is particular to one fact. */
public record LegFacts(LegIds ids, Parties parties, FactOrigin origin) {

  /** Our call; for one we did not start, what its legs have in common at the carrier. */
  public String aggregateId() {
    if (ids.callId() != null) {
      return ids.callId();
    }
    if (ids.carrierSessionId() != null) {
      return ids.carrierSessionId();
    }
    return parties.parentCallId() != null ? parties.parentCallId() : carrierCallId();
  }

  public String carrierCallId() {
    return ids.carrierCallId().value();
  }

  public Translation.Fact as(String id, CarrierCallFact fact) {
    return new Translation.Fact(id, aggregateId(), fact);
  }

  public CarrierCallFact initiated() {
    return new CarrierCallInitiated(ids, parties, origin);
  }

  public CarrierCallFact ringing() {
    return new CarrierCallRinging(ids, parties, origin);
  }

  public CarrierCallFact answered(AnsweredBy answeredBy) {
    return new CarrierCallAnswered(ids, parties, answeredBy, origin);
  }

  public CarrierCallFact apologized() {
    return new CarrierCallApologized(ids, parties, origin);
  }

  public CarrierCallFact bridged() {
    return new CarrierCallBridged(ids, parties.from(), parties.to(), origin);
  }

  /**
   * @param talkSeconds only from a carrier that counts from the answer; else null
   */
  public CarrierCallFact ended(LegEnding ending, Integer talkSeconds) {
    return new CarrierCallEnded(
        ids,
        parties,
        ending.outcome(),
        talkSeconds,
        ending.sipCode(),
        ending.cause(),
        ending.hungUpBy(),
        origin);
  }

  public CarrierCallFact legEnded(
      String legId, CallOutcome outcome, Boolean wasBridged, Integer seconds) {
    return new CarrierCallLegEnded(ids, legId, outcome, wasBridged, seconds, origin);
  }

  public CarrierCallFact machineDetected(AmdResult machine, Integer afterMillis) {
    return new CarrierMachineDetected(
        ids, machine.answeredBy(), machine.detail(), afterMillis, origin);
  }

  public CarrierCallFact queued(String queue, Integer position, Integer waitSeconds) {
    return new CarrierCallQueued(ids, queue, position, waitSeconds, origin);
  }

  public CarrierCallFact dequeued(
      String queue, Integer position, Integer waitSeconds, String result) {
    return new CarrierCallDequeued(ids, queue, position, waitSeconds, result, origin);
  }

  public CarrierCallFact queueLeft(String queue, Integer waitSeconds, String result) {
    return new CarrierCallQueueLeft(ids, queue, waitSeconds, result, origin);
  }

  public CarrierCallFact digits(String digits, String purpose) {
    return new CarrierCallDigits(ids, digits, purpose, origin);
  }

  public CarrierCallFact spoken(String textId, String result) {
    return new CarrierCallSpoken(ids, textId, result, origin);
  }

  public CarrierCallFact recording(
      String recordingId,
      String status,
      Integer seconds,
      Integer channels,
      String mediaUrl,
      Instant startedAt,
      String source) {
    return new CarrierCallRecording(
        ids, recordingId, status, seconds, channels, mediaUrl, startedAt, source, origin);
  }

  /** A part that does not say what of and how much is none. */
  public CarrierCallFact cost(
      BigDecimal amount, String currency, Integer billedSeconds, List<CostPart> parts) {
    List<CostPart> whole = parts.stream().filter(LegFacts::isWhole).toList();
    return new CarrierCallCost(ids, amount, currency, billedSeconds, whole, origin);
  }

  private static boolean isWhole(CostPart part) {
    return part.part() != null && part.cost() != null && part.currency() != null;
  }

  public CarrierCallFact participant(String conferenceId, String conferenceName, String change) {
    return new CarrierConferenceParticipant(ids, conferenceId, conferenceName, change, origin);
  }

  /**
   * Who picked up, in words that are the same for every carrier.
   *
   * @param detail start, beep, silence, other or null
   */
  public record AmdResult(AnsweredBy answeredBy, String detail) {
    public static final AmdResult HUMAN = new AmdResult(AnsweredBy.HUMAN, null);
    public static final AmdResult FAX = new AmdResult(AnsweredBy.FAX, null);
    public static final AmdResult UNKNOWN = new AmdResult(AnsweredBy.UNKNOWN, null);

    public static AmdResult machine(String detail) {
      return new AmdResult(AnsweredBy.MACHINE, detail);
    }

    /** Twilio's {@code AnsweredBy}, which TeXML shares; empty for a value not known. */
    public static Optional<AmdResult> ofAnsweredBy(String answeredBy) {
      return Optional.ofNullable(
          switch (answeredBy) {
            case "human" -> HUMAN;
            case "machine" -> machine(null);
            case "machine_start" -> machine("start");
            case "machine_end_beep" -> machine("beep");
            case "machine_end_silence" -> machine("silence");
            case "machine_end_other" -> machine("other");
            case "fax" -> FAX;
            case "unknown" -> UNKNOWN;
            default -> null;
          });
    }
  }
}
