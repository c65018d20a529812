package dev.ramal.events.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.events.RawCallback;
import java.time.Instant;

/** What a carrier said, in words that are the same for every carrier. */
public sealed interface CarrierFact permits CarrierCallFact, CarrierMessageFact {
  Carrier carrier();

  String connectionId();

  /** The carrier's time where given, else the time of receipt. */
  Instant occurredAt();

  Instant receivedAt();

  /** The carrier's order hint, from 0; null where it gives none. */
  Integer sequence();

  RawCallback raw();
}
