package dev.ramal.calls.world;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.LegIds;
import dev.ramal.events.carrier.Parties;
import dev.ramal.testkit.TopicProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What happens on the phones of one call, told the way the gateway tells it: facts with
 * deterministic ids under the key of the call.
 */
public final class Phones {
  private final TopicProbe probe;
  private final TenantId tenant;
  private final Carrier carrier;
  private final String callId;
  private final Instant start;
  private final List<Event<?>> told = new ArrayList<>();
  private String keyedBy;

  public Phones(TopicProbe probe, TenantId tenant, Carrier carrier, String callId, Instant start) {
    this.probe = probe;
    this.tenant = tenant;
    this.carrier = carrier;
    this.callId = callId;
    this.start = start;
    this.keyedBy = callId;
  }

  /** Tells from now on under the key of another call: behind what was told of that one. */
  public Phones behind(String otherCall) {
    keyedBy = otherCall;
    return this;
  }

  public Phones initiated(String leg, String handle, int second) {
    return tell(
        handle + ":initiated",
        new CarrierCallInitiated(
            new LegIds(callId, LegName.find(leg), new CarrierCallId(handle), null),
            new Parties(null, Direction.OUTBOUND, null, null),
            new FactOrigin(
                carrier, new ConnectionId("c"), at(second), at(second), sequence(0), null)));
  }

  public Phones ringing(String leg, String handle, int second) {
    return tell(
        handle + ":ringing",
        new CarrierCallRinging(
            new LegIds(callId, LegName.find(leg), new CarrierCallId(handle), null),
            new Parties(null, Direction.OUTBOUND, null, null),
            new FactOrigin(
                carrier, new ConnectionId("c"), at(second), at(second), sequence(1), null)));
  }

  public Phones answered(String leg, String handle, int second) {
    return tell(
        handle + ":answered",
        new CarrierCallAnswered(
            new LegIds(callId, LegName.find(leg), new CarrierCallId(handle), null),
            new Parties(null, Direction.OUTBOUND, null, null),
            null,
            new FactOrigin(
                carrier, new ConnectionId("c"), at(second), at(second), sequence(2), null)));
  }

  public Phones joined(String leg, String handle, int second, String conferenceId) {
    return tell(
        handle + ":joined",
        new CarrierConferenceParticipant(
            new LegIds(callId, LegName.find(leg), new CarrierCallId(handle), null),
            conferenceId,
            null,
            "joined",
            new FactOrigin(carrier, new ConnectionId("c"), at(second), at(second), null, null)));
  }

  /**
   * @param talkSeconds null from a carrier that does not count
   */
  public Phones ended(
      String leg, String handle, int second, CallOutcome outcome, Integer talkSeconds, String by) {
    return tell(
        handle + ":ended",
        new CarrierCallEnded(
            new LegIds(callId, LegName.find(leg), new CarrierCallId(handle), null),
            new Parties(null, Direction.OUTBOUND, null, null),
            outcome,
            talkSeconds,
            null,
            null,
            ReleasingSide.find(by),
            new FactOrigin(
                carrier, new ConnectionId("c"), at(second), at(second), sequence(3), null)));
  }

  /** Everything told so far, some times over and in another order. */
  public void repeatedAndShuffled(int times) {
    List<Event<?>> again = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      again.addAll(told);
    }
    Collections.shuffle(again);
    again.forEach(probe::send);
  }

  private Phones tell(String id, Record fact) {
    Event<?> event =
        new Event<>(
            id,
            "/webhook-gateway",
            callId,
            start,
            tenant,
            null,
            Topics.CALL_FACTS,
            tenant + ":" + keyedBy,
            fact);
    told.add(event);
    probe.send(event);
    return this;
  }

  private Integer sequence(int number) {
    return carrier == Carrier.TWILIO ? number : null;
  }

  private Instant at(int second) {
    return start.plusSeconds(second);
  }
}
