package dev.ramal.gateway.carriers;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierFact;

/** What a genuine callback turned out to say. */
public sealed interface Translation {
  /** {@code ce_source} of everything we publish. */
  String SOURCE = "/webhook-gateway";

  /**
   * Something that happened.
   *
   * @param id the event id: the same for every delivery of the same callback
   * @param aggregateId whose events stay in order: our call or message, else the carrier's call or
   *     session, else the contact's number
   */
  record Fact(String id, String aggregateId, CarrierFact fact) implements Translation {
    /** The fact in its envelope. */
    public Event<?> event(TenantId tenant) {
      return new Event<>(
          id,
          SOURCE,
          aggregateId,
          fact.occurredAt(),
          tenant,
          null,
          fact instanceof CarrierCallFact ? Topics.CALL_FACTS : Topics.MESSAGE_FACTS,
          tenant.value() + ":" + aggregateId,
          (Record) fact);
    }
  }

  /**
   * Known and of no use to anybody here; acknowledged and counted.
   *
   * @param what a name from a closed set, fit for a metric
   */
  record Ignored(String what) implements Translation {}

  /**
   * Genuine, and yet nothing this version knows: kept whole for a later one.
   *
   * @param reason for the operator, without personal data
   * @param misconfigured whether the carrier's account must be set up differently
   */
  record Unknown(String reason, boolean misconfigured) implements Translation {
    public static Unknown because(String reason) {
      return new Unknown(reason, false);
    }
  }
}
