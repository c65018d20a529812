package dev.ramal.calls.facts;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.ArrivedFact;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import java.util.Optional;

/** A carrier's fact about a call, and the call once it is known. Belongs to one batch. */
final class DeliveredFact {
  private final Delivery delivery;
  private final CarrierCallFact told;
  private CallRef call;

  private DeliveredFact(Delivery delivery, CarrierCallFact told) {
    this.delivery = delivery;
    this.told = told;
  }

  /** Empty for an event of another kind, and for one that is refused because it is malformed. */
  static Optional<DeliveredFact> of(Delivery delivery) {
    Class<? extends Record> type = EventTypes.find(delivery.event().type()).orElseThrow();
    if (!CarrierCallFact.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    try {
      DeliveredFact fact =
          new DeliveredFact(delivery, (CarrierCallFact) delivery.event().data(type));
      fact.belongsToNamedCall();
      return Optional.of(fact);
    } catch (FailureException malformed) {
      delivery.refuse(malformed);
      return Optional.empty();
    }
  }

  private void belongsToNamedCall() {
    if (told.callId() == null) {
      return;
    }
    if (!CallId.isValid(told.callId())) {
      throw new FailureException(new Failure.Malformed("callId", "the call id is none of ours"));
    }
    call = new CallRef(tenant(), CallId.of(told.callId()));
  }

  void belongsTo(CallRef key) {
    call = key;
  }

  void refuse(Failure why) {
    delivery.refuse(new FailureException(why));
  }

  boolean isAccepted() {
    return delivery.isAccepted();
  }

  TenantId tenant() {
    return delivery.event().tenant();
  }

  CarrierCallFact told() {
    return told;
  }

  /** Null while it is not known. */
  CallRef call() {
    return call;
  }

  String eventId() {
    return delivery.event().id();
  }

  ArrivedFact arrived() {
    return new ArrivedFact(call, FactTranslation.fact(eventId(), told), eventId(), delivery);
  }
}
