package dev.ramal.calls.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.facts.ParkedFacts.ParkedFact;
import dev.ramal.calls.lifecycle.ArrivedFact;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import java.util.Optional;

/** A carrier's fact about a call, and the call once it is known. Belongs to one batch. */
final class DeliveredFact {
  private final TenantId tenant;
  private final String eventId;
  private final CarrierCallFact told;

  /** Null for a fact that had been parked. */
  private final Delivery delivery;

  private CallRef call;

  private DeliveredFact(TenantId tenant, String eventId, CarrierCallFact told, Delivery delivery) {
    this.tenant = tenant;
    this.eventId = eventId;
    this.told = told;
    this.delivery = delivery;
  }

  /** Empty for an event of another kind, and for one that is refused because it is malformed. */
  static Optional<DeliveredFact> of(Delivery delivery) {
    Class<? extends Record> type = EventTypes.find(delivery.event().type()).orElseThrow();
    if (!CarrierCallFact.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    try {
      DeliveredFact fact =
          new DeliveredFact(
              delivery.event().tenant(),
              delivery.event().id(),
              (CarrierCallFact) delivery.event().data(type),
              delivery);
      fact.belongsToNamedCall();
      return Optional.of(fact);
    } catch (FailureException malformed) {
      delivery.refuse(malformed);
      return Optional.empty();
    }
  }

  /** A fact that has waited for its call. */
  static DeliveredFact parked(ParkedFact parked) {
    Class<? extends Record> type = EventTypes.find(parked.type()).orElseThrow();
    CarrierCallFact told = (CarrierCallFact) EventJson.read(parked.data(), type);
    return new DeliveredFact(parked.leg().tenant(), parked.eventId(), told, null);
  }

  private void belongsToNamedCall() {
    if (told.callId() == null) {
      return;
    }
    if (!CallId.isValid(told.callId())) {
      throw new FailureException(new Failure.Malformed("callId", "the call id is none of ours"));
    }
    call = new CallRef(tenant, CallId.of(told.callId()));
  }

  /** Without the callback as it was received: it stays on the topic. */
  ParkedFact toPark() {
    ObjectNode data = delivery.event().data(ObjectNode.class);
    data.remove("raw");
    return new ParkedFact(
        LegPlacement.handle(this), eventId, delivery.event().type(), data.toString());
  }

  /** Whether only the numbers can tell in which direction it goes. */
  boolean saysWhomButNotWhoCalled() {
    return told.parties().direction() == null && told.parties().to() != null;
  }

  void belongsTo(CallRef key) {
    call = key;
  }

  void refuse(Failure why) {
    delivery.refuse(new FailureException(why));
  }

  /** Whether it has a call and may be applied to it. */
  boolean isPlaced() {
    return call != null && (delivery == null || delivery.isAccepted());
  }

  TenantId tenant() {
    return tenant;
  }

  CarrierCallFact told() {
    return told;
  }

  /** Null while it is not known. */
  CallRef call() {
    return call;
  }

  String eventId() {
    return eventId;
  }

  ArrivedFact arrived() {
    return new ArrivedFact(
        call, FactTranslation.fact(eventId, told), told.carrier(), eventId, delivery);
  }
}
