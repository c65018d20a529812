package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import java.time.Instant;

/**
 * What a carrier said, in words that are the same for every carrier. In JSON the parts that facts
 * share lie flat among their own fields.
 */
public sealed interface CarrierFact permits CarrierCallFact, CarrierMessageFact {
  FactOrigin origin();

  default Carrier carrier() {
    return origin().carrier();
  }

  default ConnectionId connectionId() {
    return origin().connectionId();
  }

  /** The carrier's time where given, else the time of receipt. */
  default Instant occurredAt() {
    return origin().occurredAt();
  }
}
